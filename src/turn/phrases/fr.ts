import type { Phrases } from "./table.ts";

export const fr: Phrases = {
  courtesy: {
    greeting: "Bonjour ! Comment puis-je vous aider ?",
    thanks: "Je vous en prie. Puis-je faire autre chose pour vous ?",
    bye: "Au revoir, et merci de nous avoir écrit.",
  },
  identity: (name) =>
    `Vous écrivez à ${name}, un assistant IA, pas à une personne. Je réponds à partir de nos articles d'aide et j'indique la source de chaque réponse. Préférez-vous une personne ? Répondez « oui » ou utilisez « Parler à une personne ».`,
  declined: "Très bien. Posez-moi une autre question, ou utilisez « Parler à une personne » quand vous voulez.",
  notCovered: "Je n'ai pas trouvé la réponse dans nos articles d'aide, et je préfère ne pas deviner. Dois-je faire venir une personne ?",
  nearMisses: {
    before: "Je n'ai pas de réponse sûre. Ces articles s'en rapprochent le plus :",
    after: "L'un d'eux vous aide-t-il, ou dois-je faire venir une personne ?",
  },
  handoff: {
    asked_for_person: "Bien sûr. Je transmets votre demande à une personne et j'ouvre un ticket pour vous.",
    accepted_offer: "Je transmets votre demande à une personne et j'ouvre un ticket pour vous.",
    complaint: "Je suis désolé. Une personne doit s'en occuper : je transmets votre demande et j'ouvre un ticket pour vous.",
    unanswered: "Je ne trouve pas ce qu'il vous faut : je transmets votre demande à une personne et j'ouvre un ticket pour vous.",
    turn_failed:
      "Un problème est survenu de notre côté pendant que je traitais votre message. Je le transmets à une personne et j'ouvre un ticket pour vous.",
    button: "Je transmets votre demande à une personne et j'ouvre un ticket pour vous.",
  },
  alreadyWaiting: (number) =>
    number === null
      ? "Une personne est prévenue et votre ticket est en cours d'ouverture. Ce que vous écrivez ici y sera joint."
      : `Une personne est prévenue : votre ticket est ${number}. Ce que vous écrivez ici y sera joint.`,
  addedToTicket: (number) =>
    number === null ? "C'est noté. Une personne le lira avec votre ticket." : `C'est noté dans le ticket ${number}. Une personne le lira.`,
  returnedToQueue: (operator) =>
    `${operator} n’a pas pu continuer. Vous êtes de nouveau dans la file ; une autre personne vous répondra ici.`,
  ticketOpened: (number) => `Votre ticket est ${number}. Une personne vous répondra ici ; vous pouvez fermer cette fenêtre et revenir.`,
  ticketOpenedLate: (number) => `Pour mémoire : la demande à une personne porte le ticket ${number}. Il est déjà clos.`,
  turnFailed:
    "Un problème est survenu de notre côté et je n'ai pas pu traiter votre message. Réessayez, ou utilisez « Parler à une personne ».",
  noThanks: "Non, merci",
  tools: {
    cardBelow: "Veuillez regarder la carte ci-dessous. Rien ne se passe avant votre confirmation.",
    cardWaits: "La carte ci-dessus attend toujours votre décision. Rien ne se passe avant que vous n'appuyiez sur son bouton.",
    confirmed: "Confirmé. C'est en cours, et vous lirez ici ce qu'il en est advenu.",
    declined: "Très bien, j'en reste là. Rien n'a été modifié.",
    expired: "Cela n'a pas été confirmé à temps, donc rien n'a été fait. Redemandez si vous le souhaitez encore.",
    signInFirst: (title) =>
      `${title} : je pourrai regarder dès que je saurai qui vous êtes. Connectez-vous sur ce site, puis reposez-moi la question.`,
    failed: (title) =>
      `${title} : notre propre système ne répond pas en ce moment, je ne peux donc pas regarder. Réessayez dans une minute, ou parlez à une personne.`,
    refused: (title) => `${title} : notre propre système ne l'a pas accepté, donc rien n'a été modifié. Une personne peut vous aider.`,
    unknown: (title) =>
      `Je n'ai pas pu savoir si cela a été fait : « ${title} » Ne le relancez pas, s'il vous plaît. Une personne doit vérifier.`,
  },
};
