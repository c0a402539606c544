/** Owns how people come in: through the sign-in page, and by taking a name. */
import type { Page } from 'playwright';

/** From the first page, through the provider's page, and back. */
const signIn = async (page: Page, name: string): Promise<void> => {
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: `Account of ${name}` }).waitFor();
};

/** Takes the name that the invitation proposes: the account's own. */
const takeName = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: "That's me" }).click();
  await page.getByRole('group', { name: 'My status' }).first().waitFor();
};

/** As somebody who has never been here: in the end they may mark. */
export const arrive = async (page: Page, name: string): Promise<void> => {
  await signIn(page, name);
  await takeName(page);
};
