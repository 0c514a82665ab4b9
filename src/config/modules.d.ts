/** What the build makes and the Worker imports. JSON is unknown until a schema has seen it. */
declare module "*.json" {
  const value: unknown;
  export default value;
}
