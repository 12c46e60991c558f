import { ConfigReader } from '@backstage/config';
import { expect, test } from '@jest/globals';
import { readAmqpConfig } from './readAmqpConfig';

const read = (amqp: { url?: string; exchange?: string }) =>
  readAmqpConfig(new ConfigReader({ interventions: { amqp } }));

test('without a URL, or with an empty one, no events are published', () => {
  expect(readAmqpConfig(new ConfigReader({}))).toBeNull();
  expect(read({ exchange: 'district.events' })).toBeNull();
  expect(read({ url: '' })).toBeNull();
});

test('the exchange is "aimline.events" unless another is configured', () => {
  const url = 'amqps://aimline:secret@rabbitmq.example.org/district';
  expect(read({ url })).toEqual({ url, exchange: 'aimline.events' });
  expect(read({ url, exchange: 'district.events' })).toEqual({ url, exchange: 'district.events' });
});

test('a login is not sent over the network without TLS, and the error does not quote it', () => {
  expect(read({ url: 'amqp://aimline:secret@localhost:5672' })).not.toBeNull();
  expect(() => read({ url: 'amqp://aimline:secret@rabbitmq.example.org' })).toThrow(
    new Error('interventions.amqp.url points to "amqp://rabbitmq.example.org": expected amqps, or amqp on localhost.'),
  );
  expect(() => read({ url: 'https://aimline:secret@rabbitmq.example.org' })).toThrow(
    new Error('interventions.amqp.url points to "https://rabbitmq.example.org": expected amqps, or amqp on localhost.'),
  );
  expect(() => read({ url: 'aimline:secret@rabbitmq' })).toThrow(
    new Error('interventions.amqp.url points to "aimline://": expected amqps, or amqp on localhost.'),
  );
});
