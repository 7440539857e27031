import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  FeaturePlan,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  UserPoolResourceServer,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import { type House, nameOf } from "#infra/house.ts";
import { resourceServer, scopes } from "#lib/domain/api/scopes.ts";

/** Partner apps, each with its own client and scopes: machine-to-machine tokens, and no person ever signs in. */
export class PartnerClients extends Construct {
  readonly pool: UserPool;
  /** Where a client gets its token. */
  readonly tokenUrl: string;

  constructor(scope: Construct, id: string, { house }: { house: House }) {
    super(scope, id);
    const { settings } = house;
    this.pool = new UserPool(this, "Pool", {
      userPoolName: nameOf(settings, "partners"),
      selfSignUpEnabled: false,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      featurePlan: FeaturePlan.ESSENTIALS,
      passwordPolicy: {
        minLength: 16,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
    });
    acknowledge(this.pool, { "AwsSolutions-COG2": noPeople, "AwsSolutions-COG8": noPeople });
    const offered = new Map(
      Object.entries(scopes).map(([scopeName, scopeDescription]) => [
        scopeName,
        new ResourceServerScope({ scopeName, scopeDescription }),
      ]),
    );
    const server = new UserPoolResourceServer(this, "Api", {
      userPool: this.pool,
      identifier: resourceServer,
      scopes: [...offered.values()],
    });
    for (const { name, scopes: wanted } of settings.api.clients)
      new UserPoolClient(this, `Client-${name}`, {
        userPool: this.pool,
        userPoolClientName: nameOf(settings, name),
        generateSecret: true,
        accessTokenValidity: Duration.minutes(60),
        oAuth: {
          flows: { clientCredentials: true },
          scopes: wanted.map((scope) =>
            OAuthScope.resourceServer(server, offered.get(scope) as ResourceServerScope),
          ),
        },
      });
    // One name space per region for all of AWS: the account keeps it apart from other people's.
    const domainPrefix = `${settings.customer}-${settings.stage}-${settings.account}`;
    this.tokenUrl = `${this.pool.addDomain("Domain", { cognitoDomain: { domainPrefix } }).baseUrl()}/oauth2/token`;
  }
}

const noPeople = "The pool has no users: sign-up is off and its clients may use client_credentials only.";
