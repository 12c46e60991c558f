import { useState } from 'react';
import { Input } from '../form/controls';

export interface NoteFieldProps {
  /** Whom the note is on. */
  label: string;
  value: string | null;
  onChange(note: string | null): void;
}

/** A line of text. While a person writes, what they wrote is kept as it is; the service trims it only for itself. */
export function NoteField({ label, value, onChange }: NoteFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Input
      aria-label={label}
      placeholder="Note"
      maxLength={2000}
      value={draft ?? value ?? ''}
      onFocus={() => setDraft(value ?? '')}
      onBlur={() => setDraft(null)}
      onChange={(event) => {
        setDraft(event.target.value);
        onChange(event.target.value.trim() || null);
      }}
    />
  );
}
