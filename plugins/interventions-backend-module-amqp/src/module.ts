import { interventionsExtensionPoint } from '@aimline/plugin-interventions-node';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { AmqpSink } from './AmqpSink';
import { readAmqpConfig } from './readAmqpConfig';

/** Publishes events to RabbitMQ if `interventions.amqp.url` is set; otherwise does nothing. */
export const amqpModule = createBackendModule({
  pluginId: 'interventions',
  moduleId: 'amqp',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        interventions: interventionsExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, interventions, lifecycle, logger }) {
        const amqp = readAmqpConfig(config);
        if (amqp === null) return;
        const sink = new AmqpSink({ ...amqp, logger });
        interventions.addFeature({ name: 'amqp', eventSinks: [sink] });
        lifecycle.addShutdownHook(() => sink.stop());
      },
    });
  },
});
