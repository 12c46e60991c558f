/** A person with an account in the practice LMS. */
export interface Person {
  /** The name of the person in addresses and tests; unique. */
  readonly key: string;
  /** The id of the account in the LMS: the `sub` of a launch, the `user_id` of a membership. */
  readonly userId: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** Makes a person whose key is their given name. */
export function person(userId: string, givenName: string, familyName: string): Person {
  return { key: givenName.toLowerCase(), userId, givenName, familyName };
}

/** The given name and the family name, in this order. */
export function fullName({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`;
}
