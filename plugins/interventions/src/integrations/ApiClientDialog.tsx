import { useState } from 'react';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';
import { t } from '../words/i18n';

/** A form that adds an API client by its name; `onAdded` receives its token. */
export function ApiClientDialog({ onAdded, onClose }: { onAdded(token: string): void; onClose(): void }) {
  const [name, setName] = useState('');
  const create = useWrite('api_client.create');
  const nameError = create.error?.problem.fields?.find(({ path }) => path === 'body.name')?.message;
  return (
    <FormDialog
      title={t('Add a program')}
      submitLabel={t('Add')}
      pending={create.isPending}
      complete={name.trim() !== ''}
      maxWidth="xs"
      onSubmit={() => create.mutate({ body: { name } }, { onSuccess: ({ token }) => onAdded(token) })}
      onClose={onClose}
    >
      <Field label={t('Name')} hint={t('What the program is, such as “Data warehouse”')} error={nameError}>
        <Input value={name} maxLength={120} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      {!nameError && <SaveProblem error={create.error} />}
    </FormDialog>
  );
}
