namespace OrleansML.Learning.Monitoring;

/// <summary>A web hook that is told of incidents, with a signature.</summary>
/// <param name="Url">Where to, http or https.</param>
/// <param name="Secret">Reference to the signing key, such as <c>${secret:HOOK}</c>.</param>
/// <param name="Severity">The least that it is told of.</param>
public sealed record WebhookRoute(Uri Url, string Secret, AlarmSeverity Severity);
