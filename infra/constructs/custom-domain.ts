import { CfnOutput } from "aws-cdk-lib";
import {
  DomainName,
  EndpointType,
  type IRestApi,
  type RestApi,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigateway";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { ARecord, HostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { ApiGatewayDomain } from "aws-cdk-lib/aws-route53-targets";
import { Construct } from "constructs";
import type { Settings } from "#infra/config.ts";

type Domain = NonNullable<Settings["api"]["domain"]>;

/** The API under the customer's own name, TLS 1.2 at least. Without a hosted zone the alias target is an output. */
export class CustomDomain extends Construct {
  constructor(scope: Construct, id: string, { domain, api }: { domain: Domain; api: RestApi }) {
    super(scope, id);
    const name = new DomainName(this, "Name", {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
      mapping: api as IRestApi,
    });
    if (!domain.hostedZoneId) {
      new CfnOutput(this, "Alias", { value: `${domain.name} CNAME ${name.domainNameAliasDomainName}` });
      return;
    }
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: domain.hostedZoneId,
      zoneName: domain.name.split(".").slice(1).join("."),
    });
    new ARecord(this, "Record", {
      zone,
      recordName: `${domain.name}.`,
      target: RecordTarget.fromAlias(new ApiGatewayDomain(name)),
    });
  }
}
