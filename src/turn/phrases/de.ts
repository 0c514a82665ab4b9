import type { Phrases } from "./table.ts";

export const de: Phrases = {
  courtesy: {
    greeting: "Guten Tag! Wobei kann ich helfen?",
    thanks: "Gern geschehen. Kann ich sonst noch etwas für Sie tun?",
    bye: "Auf Wiedersehen, und danke für Ihre Nachricht.",
  },
  identity: (name) =>
    `Sie schreiben mit ${name}, einem KI-Assistenten, nicht mit einem Menschen. Ich antworte aus unseren Hilfeartikeln und zeige, woher jede Antwort stammt. Möchten Sie lieber einen Menschen? Antworten Sie mit „Ja“ oder wählen Sie „Mit einem Menschen sprechen“.`,
  declined: "In Ordnung. Fragen Sie mich gern etwas anderes, oder wählen Sie jederzeit „Mit einem Menschen sprechen“.",
  notCovered:
    "Dazu habe ich in unseren Hilfeartikeln keine Antwort gefunden, und raten möchte ich nicht. Soll ich einen Menschen dazuholen?",
  nearMisses: {
    before: "Darauf habe ich keine sichere Antwort. Diese Artikel kommen ihr am nächsten:",
    after: "Hilft Ihnen einer davon, oder soll ich einen Menschen dazuholen?",
  },
  handoff: {
    asked_for_person: "Natürlich. Ich gebe das an einen Menschen weiter und eröffne ein Ticket für Sie.",
    accepted_offer: "Ich gebe das an einen Menschen weiter und eröffne ein Ticket für Sie.",
    complaint: "Das tut mir leid. Das sollte sich ein Mensch ansehen: Ich gebe es weiter und eröffne ein Ticket für Sie.",
    unanswered: "Ich treffe nicht, was Sie brauchen. Ich gebe das an einen Menschen weiter und eröffne ein Ticket für Sie.",
    turn_failed:
      "Bei uns ist etwas schiefgegangen, während ich an Ihrer Nachricht gearbeitet habe. Ich gebe sie an einen Menschen weiter und eröffne ein Ticket für Sie.",
    button: "Ich gebe das an einen Menschen weiter und eröffne ein Ticket für Sie.",
  },
  alreadyWaiting: (number) =>
    number === null
      ? "Ein Mensch ist angefragt, und Ihr Ticket wird gerade eröffnet. Was Sie hier schreiben, kommt dazu."
      : `Ein Mensch ist angefragt: Ihr Ticket ist ${number}. Was Sie hier schreiben, kommt dazu.`,
  addedToTicket: (number) =>
    number === null
      ? "Das habe ich notiert. Ein Mensch wird es mit Ihrem Ticket lesen."
      : `Das habe ich bei Ticket ${number} notiert. Ein Mensch wird es lesen.`,
  returnedToQueue: (operator) =>
    `${operator} konnte nicht weitermachen. Sie warten wieder auf einen Menschen; eine andere Person antwortet Ihnen hier.`,
  ticketOpened: (number) =>
    `Ihr Ticket ist ${number}. Ein Mensch wird Ihnen hier antworten; Sie können dieses Fenster schließen und später wiederkommen.`,
  ticketOpenedLate: (number) => `Für Ihre Unterlagen: Die Anfrage an einen Menschen hat das Ticket ${number}. Es ist schon geschlossen.`,
  turnFailed:
    "Bei uns ist etwas schiefgegangen, und ich konnte Ihre Nachricht nicht bearbeiten. Bitte versuchen Sie es noch einmal, oder wählen Sie „Mit einem Menschen sprechen“.",
  noThanks: "Nein, danke",
  tools: {
    cardBelow: "Bitte sehen Sie sich die Karte unten an. Es geschieht nichts, bevor Sie bestätigen.",
    cardWaits: "Die Karte oben wartet noch auf Ihre Entscheidung. Es geschieht nichts, bevor Sie auf ihre Schaltfläche drücken.",
    confirmed: "Bestätigt. Es wird jetzt erledigt, und Sie lesen hier, was daraus geworden ist.",
    declined: "In Ordnung, ich lasse es. Es wurde nichts geändert.",
    expired: "Das wurde nicht rechtzeitig bestätigt, es ist also nichts geschehen. Fragen Sie noch einmal, wenn Sie es weiterhin möchten.",
    signInFirst: (title) =>
      `${title}: Das kann ich nachsehen, sobald ich weiß, wer Sie sind. Bitte melden Sie sich auf dieser Seite an und fragen Sie mich noch einmal.`,
    failed: (title) =>
      `${title}: Unser eigenes System antwortet gerade nicht, deshalb kann ich das nicht nachsehen. Bitte versuchen Sie es in einer Minute noch einmal, oder sprechen Sie mit einem Menschen.`,
    refused: (title) =>
      `${title}: Unser eigenes System hat das nicht angenommen, es wurde also nichts geändert. Ein Mensch kann Ihnen helfen.`,
    unknown: (title) =>
      `Ich konnte nicht feststellen, ob das geschehen ist: „${title}“ Bitte stoßen Sie es nicht noch einmal an. Ein Mensch muss es sich ansehen.`,
  },
};
