/** In which language the widget speaks, and the few words of it that stand on the page before the chat is loaded. */

export const languages = ["en", "de", "es", "fr", "ar", "ja"] as const;
export type Language = (typeof languages)[number];

/** What the launcher says by itself; the panel's words are loaded with it (`widget/strings`). */
export type LauncherWords = {
  close: string;
  unread: (n: number) => string;
  loading: string;
  notLoaded: string;
  dismiss: string;
  message: string;
};

export const launcherWords: Record<Language, LauncherWords> = {
  en: {
    close: "Close the chat",
    unread: (n) => (n === 1 ? "1 unread message" : `${n} unread messages`),
    loading: "Opening the chat…",
    notLoaded: "The chat could not be loaded. Check your connection and try again.",
    dismiss: "Dismiss",
    message: "Message",
  },
  de: {
    close: "Chat schließen",
    unread: (n) => (n === 1 ? "1 ungelesene Nachricht" : `${n} ungelesene Nachrichten`),
    loading: "Der Chat wird geöffnet…",
    notLoaded: "Der Chat konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    dismiss: "Ausblenden",
    message: "Nachricht",
  },
  es: {
    close: "Cerrar el chat",
    unread: (n) => (n === 1 ? "1 mensaje sin leer" : `${n} mensajes sin leer`),
    loading: "Abriendo el chat…",
    notLoaded: "No se pudo cargar el chat. Compruebe la conexión e inténtelo de nuevo.",
    dismiss: "Descartar",
    message: "Mensaje",
  },
  fr: {
    close: "Fermer le chat",
    unread: (n) => (n < 2 ? `${n} message non lu` : `${n} messages non lus`),
    loading: "Ouverture du chat…",
    notLoaded: "Le chat n'a pas pu être chargé. Vérifiez votre connexion et réessayez.",
    dismiss: "Masquer",
    message: "Message",
  },
  ar: {
    close: "إغلاق المحادثة",
    unread: (n) => `رسائل غير مقروءة: ${n}`,
    loading: "جارٍ فتح المحادثة…",
    notLoaded: "تعذّر تحميل المحادثة. تحقق من اتصالك وحاول مرة أخرى.",
    dismiss: "إخفاء",
    message: "رسالة",
  },
  ja: {
    close: "チャットを閉じる",
    unread: (n) => `未読メッセージ ${n} 件`,
    loading: "チャットを開いています…",
    notLoaded: "チャットを読み込めませんでした。接続を確認して、もう一度お試しください。",
    dismiss: "閉じる",
    message: "メッセージ",
  },
};

/** `locale`: BCP 47, for dates, and told to the desk. */
export type Chosen = { language: Language; locale: string; direction: "ltr" | "rtl" };

/** `wishes`: best first. `spoken`: the browser's, for the region ("en" on the page, "en-GB" in the browser: British dates). */
export function chosenFrom(wishes: readonly string[], spoken: readonly string[]): Chosen {
  const wish = wishes.find((tag) => languageIn(tag) !== undefined) ?? "en";
  const language = languageIn(wish) ?? "en";
  const regional = wish.includes("-") ? wish : spoken.find((tag) => languageIn(tag) === language);
  return { language, locale: regional ?? wish, direction: language === "ar" ? "rtl" : "ltr" };
}

const languageIn = (tag: string): Language | undefined => {
  const primary = tag.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary);
};
