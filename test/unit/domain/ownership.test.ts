import fc from "fast-check";
import { expect, test } from "vitest";
import { agentMaySpeak, changeOwnership, type Ownership, type OwnershipChange } from "#domain/ownership";

const at = (state: Ownership["state"], epoch = 3): Ownership => ({ state, epoch });

test.each<[Ownership["state"], OwnershipChange, Ownership]>([
  ["ai", "handoff_requested", at("waiting")],
  ["waiting", "handoff_requested", at("waiting")],
  ["human", "handoff_requested", at("human")],
  ["ai", "person_joined", at("human", 4)],
  ["waiting", "person_joined", at("human", 4)],
  ["human", "person_left", at("ai", 4)],
  ["waiting", "handoff_settled", at("ai")],
  ["human", "handoff_settled", at("human")],
  ["ai", "handoff_settled", at("ai")],
  ["ai", "closed", at("closed", 4)],
  ["human", "closed", at("closed", 4)],
  ["closed", "person_joined", at("closed")],
  ["closed", "handoff_requested", at("closed")],
  ["closed", "person_left", at("closed")],
])("%s, after %s", (state, change, after) => {
  expect(changeOwnership(at(state), change)).toEqual(after);
});

test("an agent that began before a person joined can never speak again, whatever happens afterwards", () => {
  const changes = fc.array(
    fc.constantFrom<OwnershipChange>("handoff_requested", "person_joined", "person_left", "handoff_settled", "closed"),
  );
  fc.assert(
    fc.property(changes, changes, (before, after) => {
      const began = before.reduce(changeOwnership, { state: "ai", epoch: 0 });
      fc.pre(began.state !== "closed");
      const later = after.reduce(changeOwnership, changeOwnership(began, "person_joined"));
      return !agentMaySpeak(later, began.epoch);
    }),
  );
});

test("an agent may speak while it owns the conversation or the customer waits", () => {
  expect((["ai", "waiting", "human", "closed"] as const).filter((state) => agentMaySpeak(at(state), 3))).toEqual(["ai", "waiting"]);
});
