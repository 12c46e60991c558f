import { useState } from 'react';
import { Input } from '../form/controls';
import { t } from '../words/i18n';

export interface NoteFieldProps {
  /** Names the student for screen readers. */
  label: string;
  value: string | null;
  onChange(note: string | null): void;
}

/** A note on one line. While the field has the focus, its text stays as typed; only the reported value is trimmed. */
export function NoteField({ label, value, onChange }: NoteFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Input
      aria-label={label}
      placeholder={t('Note')}
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
