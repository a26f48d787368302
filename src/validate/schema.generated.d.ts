/** What ajv says of one fault. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
  readonly message?: string;
  /** The part of the schema that has the keyword. */
  readonly parentSchema?: unknown;
}

/** True where the value fits; otherwise `errors` says why, until the next call. */
export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** The document as the user wrote it. */
export const validateDocument: SchemaValidator;
/** A server once the defaults are merged: only what is missing. */
export const validateServer: SchemaValidator;
/** A database once defaults and profile are merged: only what is missing. */
export const validateDatabase: SchemaValidator;
