import { useState } from 'react';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { FormDialog } from '../form/FormDialog';
import { SaveProblem } from '../form/SaveProblem';
import { useWrite } from '../launch/useWrite';

/** Names a program, and hands on its token. */
export function ApiClientDialog({ onAdded, onClose }: { onAdded(token: string): void; onClose(): void }) {
  const [name, setName] = useState('');
  const create = useWrite('api_client.create');
  const wrong = create.error?.problem.fields?.find(({ path }) => path === 'body.name')?.message;
  return (
    <FormDialog
      title="Add a program"
      submitLabel="Add"
      pending={create.isPending}
      complete={name.trim() !== ''}
      maxWidth="xs"
      onSubmit={() => create.mutate({ body: { name } }, { onSuccess: ({ token }) => onAdded(token) })}
      onClose={onClose}
    >
      <Field label="Name" hint="What the program is, such as “Data warehouse”" error={wrong}>
        <Input value={name} maxLength={120} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      {!wrong && <SaveProblem error={create.error} />}
    </FormDialog>
  );
}
