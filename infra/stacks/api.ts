import { CfnOutput, Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { CustomDomain } from "#infra/constructs/custom-domain.ts";
import { Firewall } from "#infra/constructs/firewall.ts";
import { HouseApi } from "#infra/constructs/house-api.ts";
import { PartnerClients } from "#infra/constructs/partner-clients.ts";
import { PatientAlarm } from "#infra/constructs/patient-alarm.ts";
import { type Rights, ServiceFunction } from "#infra/constructs/service-function.ts";
import { functions } from "#infra/functions.ts";
import { isOn } from "#infra/house.ts";
import { ehrOperations, pageOperations, partnerOperations } from "#infra/operations.ts";
import { CustomerStack } from "./customer-stack.ts";
import type { DataStack } from "./data.ts";

/** The way in for partner apps, the EHR and patients' pages. */
export class ApiStack extends CustomerStack {
  readonly api: HouseApi;
  readonly firewall: Firewall;

  constructor(scope: Construct, { house, records, files }: DataStack) {
    super(scope, "api", house.settings, "Followthrough: partner API, EHR interfaces, patients' pages");
    const { settings } = house;
    const make = (key: "api" | "fhir" | "pages" | "files", more: Rights = {}): ServiceFunction =>
      new ServiceFunction(this, key, {
        house,
        spec: functions[key],
        rights: { records: records.used, ...more },
      });
    const partners = new PartnerClients(this, "Partners", { house });
    const fhir = isOn(settings, "fhir");
    this.api = new HouseApi(this, "Api", {
      house,
      pool: partners.pool,
      operations: [
        ...partnerOperations.filter(({ serves }) => serves !== "files" || files),
        ...(fhir ? ehrOperations : []),
        ...(files ? pageOperations : []),
      ],
      servers: {
        api: make("api"),
        ...(fhir && { fhir: make("fhir") }),
        ...(files && {
          pages: make("pages", { files: files.added }),
          files: make("files", { files: files.read }),
        }),
      },
    });
    const { deploymentStage, url } = this.api.api;
    this.firewall = new Firewall(this, "Firewall", { house, stageArn: deploymentStage.stageArn });
    const { domain } = settings.api;
    if (domain) new CustomDomain(this, "Domain", { domain, api: this.api.api });

    new PatientAlarm(this, "Broken", {
      house,
      name: "api-broken",
      metric: this.api.api.metricServerError({ statistic: "Sum", period: Duration.minutes(5) }),
      threshold: 5,
      loses: "Partner apps and the EHR get errors: bookings, cancellations and opt-outs do not reach us.",
    });
    new CfnOutput(this, "ApiUrl", { value: domain ? `https://${domain.name}` : url });
    new CfnOutput(this, "TokenUrl", { value: partners.tokenUrl });
    new CfnOutput(this, "FirstPolicy", { value: JSON.stringify(settings.policy) });
  }
}
