import { sqlString } from "./quote.ts";

/** A procedure of the prelude cannot end its caller, and a missing one (2812) lets the batch go on: so every call fails closed. */
export const closedCall = (procedure: string): string =>
  `SET @ok = 0; EXEC @ok = ${procedure}; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;`;

/**
 * How a batch begins: it runs after those above it, in this session.
 *
 * @param path - the script's path, which its token holds
 * @param number - the batch's, from 1
 */
export const askToken = (path: string, number: number): string =>
  `DECLARE @ok int; ${closedCall(`#hadrian_batch ${sqlString(path)}, ${number}`)}`;

/** How a passed guard ends: it lets the first batch run. */
export const firstToken = (path: string): string =>
  `INSERT INTO #hadrian_token (file_name, batch) VALUES (${sqlString(path)}, 1);`;

/** How a batch ends: it lets the next one run. */
export const nextToken = (number: number): string => `UPDATE #hadrian_token SET batch = ${number + 1};`;

/**
 * What stands before a token where the next batch is of the other kind: a batch that looks ends at a check that fails as a statement, so
 * that no check is lost; one that works reads return codes.
 */
export const switchAbort = (works: boolean, nextWorks: boolean): string =>
  works === nextWorks ? "" : `SET XACT_ABORT ${nextWorks ? "OFF" : "ON"}; `;
