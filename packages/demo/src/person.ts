/** Somebody with an account in the practice LMS. All of them are invented. */
export interface Person {
  /** How addresses and tests call them; unique among all people. */
  readonly key: string;
  /** The LMS's own id of the account: the `sub` of a launch, the `user_id` of a membership. */
  readonly userId: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** A person whose key is their given name. */
export function person(userId: string, givenName: string, familyName: string): Person {
  return { key: givenName.toLowerCase(), userId, givenName, familyName };
}

/** Given name, then family name. */
export function fullName({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`;
}
