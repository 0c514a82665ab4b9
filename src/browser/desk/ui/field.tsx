/** A labelled field of a form, with a word of help and what is wrong with it. */
import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";

type Props = Omit<TextFieldProps, "className" | "children"> & {
  label: string;
  help?: ReactNode;
  /** What is wrong; the field is marked when there is something. */
  error?: string | null;
  placeholder?: string;
  /** More than one: a text area of so many lines. */
  lines?: number;
};

export function Field({ label, help, error, placeholder, lines = 1, ...rest }: Props) {
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <TextField {...rest} className="field" isInvalid={error !== undefined && error !== null}>
      <Label>{label}</Label>
      {lines > 1 ? <TextArea rows={lines} {...hint} /> : <Input {...hint} />}
      {help === undefined ? null : (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
