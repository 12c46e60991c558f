import { expect, test } from '@jest/globals';
import { readConnection } from './readConnection';

test.each([
  'postgres://aimline_owner:secret@db.example.org:5432/aimline',
  'postgresql://aimline_owner@[::1]/aimline?sslmode=verify-full',
])('%s is used as it is', async (ownerConnection) => {
  const connection = await readConnection({ AIMLINE_DB_OWNER_CONNECTION: ownerConnection });
  expect(connection.ownerConnection).toBe(ownerConnection);
});

test.each([
  'aimline_owner:secret@db:5432/aimline',
  'https://aimline_owner:secret@db:5432/aimline',
  '/var/run/postgresql aimline',
  'postgres://aimline_owner:wrong#secret@db:5432/aimline',
  'postgres://aimline_owner:wrong/secret@db:5432/aimline',
  'postgres://aimline_owner:1/secret@db:5432/aimline',
  'postgres://aimline_owner:wrong@at/secret@db:5432/aimline',
  'postgres://wrong#owner:secret@db:5432/aimline',
  'postgres://db:5432/aimline',
  'postgres://aimline_owner:secret@db:5432',
  'postgres://aimline_owner:secret@db:5432/',
  'postgres://aimline_owner:secret@/aimline',
  'secret',
])('an owner connection that pg would complete from other variables is refused: %s', async (ownerConnection) => {
  await expect(readConnection({ AIMLINE_DB_OWNER_CONNECTION: ownerConnection })).rejects.toThrow(
    /^AIMLINE_DB_OWNER_CONNECTION is not an address such as postgres:\/\/aimline_owner:…@server:5432\/aimline\.$/,
  );
});
