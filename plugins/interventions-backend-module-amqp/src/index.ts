export { amqpModule as default } from './module';
