namespace OrleansML.Learning.Monitoring;

/// <summary>People who are told of incidents by mail.</summary>
/// <param name="Host">The SMTP server.</param>
/// <param name="Port">Its port, 1 to 65535; default 587.</param>
/// <param name="From">Sender.</param>
/// <param name="To">Receivers, 1 to 50.</param>
/// <param name="User">Who signs in; null: nobody does.</param>
/// <param name="Secret">Reference to the password, such as <c>${secret:SMTP}</c>; null: nobody signs in.</param>
/// <param name="Severity">The least that they are told of.</param>
public sealed record MailRoute(string Host, int Port, string From, IReadOnlyList<string> To, string? User, string? Secret, AlarmSeverity Severity);
