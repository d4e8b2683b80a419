namespace OrleansML.Learning.Monitoring;

/// <summary>Who is told of incidents.</summary>
/// <param name="Log">Whether the log is.</param>
/// <param name="Webhook">A web hook; null: none.</param>
/// <param name="Mail">People; null: nobody.</param>
public sealed record MonitorRoutes(bool Log = true, WebhookRoute? Webhook = null, MailRoute? Mail = null);
