/** The rules for whoever judges alerts with Prometheus: the same ones as the desk's own, and each leads to the same page. (`promtool check rules deploy/prometheus/rules.yml` reads them as Prometheus does.) */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { AlertsSchema, runbookOf } from "#domain/alerts";
import { inRepository } from "../../../scripts/repository.ts";

const read = (...path: string[]): string => readFileSync(inRepository(...path), "utf8");

const RulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({ alert: z.string(), annotations: z.object({ runbook_url: z.string(), description: z.string().optional() }) }),
      ),
    }),
  ),
});
const { groups } = RulesSchema.parse(parse(read("deploy", "prometheus", "rules.yml")));
const rules = groups.flatMap((group) => group.rules);

const OwnSchema = z.object({ rules: z.array(z.object({ name: z.string() })) });
const own = OwnSchema.parse(parse(read("support", "alerts.yaml"))).rules.map(({ name }) => name);

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());

test("every rule of the desk is there, and beside them the one for a desk that cannot say anything", () => {
  expect(rules.map(({ alert }) => alert).toSorted()).toEqual([...own.map(pascal), "DeskUnreachable"].toSorted());
});

const ConfigSchema = z.object({ global: z.object({ external_labels: z.object({ runbook: z.url({ protocol: /^https$/ }) }) }) });
const label = ConfigSchema.parse(parse(read("deploy", "prometheus", "prometheus.yml"))).global.external_labels.runbook;

const addressOf = (rule: string, runbookLabel: string): string => {
  const found = rules.find(({ alert }) => alert === pascal(rule));
  return found?.annotations.runbook_url.replace("{{ $externalLabels.runbook }}", runbookLabel) ?? "no such rule";
};

test("each leads to the page that the desk's own alert of that name leads to, at the desk or in the company's own runbook", () => {
  const shipped = AlertsSchema.parse(parse(read("support", "alerts.yaml")));
  const elsewhere = AlertsSchema.parse({ ...shipped, runbook: "https://wiki.verdanook.example/runbook" });
  const deskUrl = new URL(label).origin;
  for (const { name } of shipped.rules) {
    expect(addressOf(name, label)).toBe(runbookOf(shipped, name, deskUrl));
    expect(addressOf(name, `${elsewhere.runbook}#`)).toBe(runbookOf(elsewhere, name, deskUrl));
  }
});

test("the one for a desk that cannot say anything says itself what comes first, and leads to a place that the runbook has", () => {
  expect(rules.find(({ alert }) => alert === "DeskUnreachable")?.annotations.description).toContain("wrangler rollback");
  expect(addressOf("desk-unreachable", label)).toBe(`${label}trouble-in-general`);
  expect(read("docs", "runbook.md")).toContain('<a id="trouble-in-general"></a>');
});
