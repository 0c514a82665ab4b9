/** A style sheet imported by a script is its minified text (scripts/build/browser.ts). */
declare module "*.css" {
  const text: string;
  export default text;
}
