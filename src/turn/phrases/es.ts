import type { Phrases } from "./table.ts";

export const es: Phrases = {
  courtesy: {
    greeting: "¡Hola! ¿En qué puedo ayudarle?",
    thanks: "De nada. ¿Necesita algo más?",
    bye: "Hasta pronto, y gracias por escribir.",
  },
  identity: (name) =>
    `Está escribiendo con ${name}, un asistente de IA, no con una persona. Respondo con nuestros artículos de ayuda y muestro de dónde sale cada respuesta. ¿Prefiere a una persona? Responda «sí» o use «Hablar con una persona».`,
  declined: "De acuerdo. Pregúnteme otra cosa, o use «Hablar con una persona» cuando quiera.",
  notCovered: "No he encontrado la respuesta en nuestros artículos de ayuda y prefiero no adivinar. ¿Aviso a una persona?",
  nearMisses: {
    before: "No tengo una respuesta segura. Estos artículos son los más cercanos:",
    after: "¿Le sirve alguno, o aviso a una persona?",
  },
  handoff: {
    asked_for_person: "Por supuesto. Paso su consulta a una persona y abro un tique para usted.",
    accepted_offer: "Paso su consulta a una persona y abro un tique para usted.",
    complaint: "Lo siento mucho. Esto debe verlo una persona: paso su consulta y abro un tique para usted.",
    unanswered: "No acierto con lo que necesita, así que paso su consulta a una persona y abro un tique para usted.",
    turn_failed: "Algo ha fallado por nuestra parte mientras trabajaba en su mensaje. Lo paso a una persona y abro un tique para usted.",
    button: "Paso su consulta a una persona y abro un tique para usted.",
  },
  alreadyWaiting: (number) =>
    number === null
      ? "Ya se ha avisado a una persona y su tique se está abriendo. Lo que escriba aquí se añade a él."
      : `Ya se ha avisado a una persona: su tique es ${number}. Lo que escriba aquí se añade a él.`,
  addedToTicket: (number) =>
    number === null
      ? "Lo he anotado. Una persona lo leerá junto con su tique."
      : `Lo he anotado en el tique ${number}. Una persona lo leerá.`,
  returnedToQueue: (operator) => `${operator} no ha podido continuar. Vuelve a estar en la cola y otra persona le responderá aquí.`,
  ticketOpened: (number) => `Su tique es ${number}. Una persona le responderá aquí; puede cerrar esta ventana y volver más tarde.`,
  ticketOpenedLate: (number) => `Para que le conste: la consulta a una persona tiene el tique ${number}. Ya está cerrado.`,
  turnFailed: "Algo ha fallado por nuestra parte y no he podido trabajar en su mensaje. Inténtelo de nuevo o use «Hablar con una persona».",
  noThanks: "No, gracias",
  tools: {
    cardBelow: "Mire la tarjeta de abajo, por favor. No ocurre nada hasta que lo confirme.",
    cardWaits: "La tarjeta de arriba sigue esperando su decisión. No ocurre nada hasta que pulse su botón.",
    confirmed: "Confirmado. Se está haciendo ahora, y aquí leerá qué ha resultado.",
    declined: "De acuerdo, lo dejo. No se ha cambiado nada.",
    expired: "No se confirmó a tiempo, así que no se ha hecho nada. Pregunte otra vez si aún lo desea.",
    signInFirst: (title) => `${title}: podré mirarlo en cuanto sepa quién es usted. Inicie sesión en este sitio y pregúnteme otra vez.`,
    failed: (title) =>
      `${title}: nuestro propio sistema no responde en este momento, así que no puedo mirarlo. Inténtelo de nuevo en un minuto o hable con una persona.`,
    refused: (title) => `${title}: nuestro propio sistema no lo ha aceptado, así que no se ha cambiado nada. Una persona puede ayudarle.`,
    unknown: (title) =>
      `No he podido averiguar si esto se hizo: «${title}» Por favor, no lo inicie otra vez. Una persona tiene que comprobarlo.`,
  },
};
