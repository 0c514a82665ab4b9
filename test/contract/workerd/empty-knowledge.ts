/** Puts the knowledge tables back to what the migration made: no article, revision 0. */
export async function emptyKnowledge(database: D1Database): Promise<void> {
  await database.batch([
    database.prepare("DELETE FROM sections"),
    database.prepare("DELETE FROM articles"),
    database.prepare("UPDATE knowledge_revision SET revision = 0"),
  ]);
}
