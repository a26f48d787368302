import schema from "../../schema/topology.schema.json?raw";
import lync from "../../starters/lync-server-2013.yaml?raw";
import skype from "../../starters/skype-for-business-2015.yaml?raw";
import sqlServer from "../../starters/sql-server.yaml?raw";

/** The JSON Schema of topologies, as it is published. */
export const SCHEMA: string = schema;

/** What `hadrian init` begins a topology with, for each platform. */
export const STARTERS = {
  "sql-server": sqlServer,
  "skype-for-business-2015": skype,
  "lync-server-2013": lync,
} as const;
