/** A team of Cloudflare Access on this machine: its keys at the address where the desk reads them, and a token for an agent and an admin. */
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export const audience = "e".repeat(64);
export const admins = "admin@verdanook.example";

export type AccessDouble = { team: string; tokens: { agent: string; admin: string }; close: () => void };

export async function startAccessDouble(port: number): Promise<AccessDouble> {
  const team = `http://127.0.0.1:${port}`;
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "double", alg: "RS256", use: "sig" }] });
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/cdn-cgi/access/certs" ? 200 : 404, { "content-type": "application/json" }).end(keys);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  // A desk that does not start must not keep the tests waiting.
  server.unref();
  const tokenOf = (email: string) =>
    new SignJWT({ email, type: "app" })
      .setProtectedHeader({ alg: "RS256", kid: "double" })
      .setIssuer(team)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime("6h")
      .sign(privateKey);
  const tokens = { agent: await tokenOf("agent@verdanook.example"), admin: await tokenOf(admins) };
  return { team, tokens, close: () => server.close() };
}
