/** Who works at the desk, and what they may do. An admin may do everything that an agent may. */
import { z } from "zod";

export const RoleSchema = z.enum(["agent", "admin"]);
export type Role = z.infer<typeof RoleSchema>;

/** `via`: how this person proved who they are; behind the bearer secret stands nobody in particular. */
export type Operator = { name: string; email: string | null; role: Role; via: "access" | "secret" };

export const mayActAs = (role: Role, wanted: Role): boolean => role === "admin" || wanted === "agent";

/** What the audit log calls somebody: the address, or the secret that everybody shares. */
export const actorOf = ({ email }: Operator): string => email ?? "secret";

/** A name that a customer may read, made of an address: "mara.lind@shop.example" is Mara Lind. The address itself is nobody's business. */
export function nameFromEmail(email: string): string {
  const words = (email.split("@", 1)[0] ?? "").split("+", 1)[0]?.split(/[._-]+/) ?? [];
  const name = words
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
  return name === "" ? "Support" : name.slice(0, 80);
}
