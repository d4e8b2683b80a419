using System.Net.Mail;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;
using OrleansML.Learning.Pipelines;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Reads who is told of incidents, and what is done.</summary>
internal static class RouteReader
{
    private const int DefaultPort = 587;
    private const int MostReceivers = 50;

    public static MonitorRoutes Read(DefinitionSection? section)
    {
        if (section is null)
            return new MonitorRoutes();

        section.AllowOnly(Keys.OfRoutes);
        return new MonitorRoutes(
            section.Boolean(Keys.Log) ?? true,
            section.Section(Keys.Webhook) is { } webhook ? ReadWebhook(webhook) : null,
            section.Section(Keys.Mail) is { } mail ? ReadMail(mail) : null);
    }

    public static MonitorActions? ReadActions(DefinitionSection? section, IReadOnlyList<MonitorRule> rules)
    {
        if (section is null)
            return null;

        section.AllowOnly(Keys.OfActions);
        var only = section.Texts(Keys.Rules);
        foreach (var unknown in (only ?? []).Where(name => rules.All(rule => rule.Name != name)))
            section.Violate(Keys.Rules, $"names '{unknown}', which is no rule; the rules are {string.Join(", ", rules.Select(static rule => rule.Name))}.");
        var features = section.Texts(Keys.FeatureDefaults) ?? [];
        foreach (var wrong in features.Where(static feature => feature.Split('.') is not [var view, var name] || !DefinitionSection.IsName(view) || !DefinitionSection.IsName(name)))
            section.Violate(Keys.FeatureDefaults, $"has '{wrong}'; a feature is written view.feature.");
        var actions = new MonitorActions(section.Choice<AlarmSeverity>(Keys.Severity) ?? AlarmSeverity.Critical)
        {
            Rules = only,
            Pipeline = section.Has(Keys.Pipeline) ? section.Name(Keys.Pipeline) : null,
            RollbackCanary = section.Boolean(Keys.RollbackCanary) ?? false,
            FeatureDefaults = features,
        };
        if (!section.Has(Keys.Pipeline) && !section.Has(Keys.RollbackCanary) && !section.Has(Keys.FeatureDefaults))
            section.Violate($"does nothing; give it {Keys.Pipeline}, {Keys.RollbackCanary} or {Keys.FeatureDefaults}.");
        return actions;
    }

    private static WebhookRoute? ReadWebhook(DefinitionSection section)
    {
        section.AllowOnly(Keys.OfWebhook);
        var url = section.RequiredText(Keys.Url);
        if (url is not null && !StepReader.IsWebAddress(url))
        {
            section.Violate(Keys.Url, "is not an absolute http or https URL without a user name.");
            url = null;
        }

        var secret = section.RequiredText(Keys.Secret);
        CheckSecret(section, secret);
        var severity = section.Choice<AlarmSeverity>(Keys.Severity) ?? AlarmSeverity.Info;
        return url is not null && secret is not null ? new WebhookRoute(new Uri(url), secret, severity) : null;
    }

    private static MailRoute? ReadMail(DefinitionSection section)
    {
        section.AllowOnly(Keys.OfMail);
        var host = section.RequiredText(Keys.Host);
        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            section.Violate(Keys.Host, $"is '{host}', which is no name or address of a server.");
        var from = section.RequiredText(Keys.From);
        if (from is not null && !MailAddress.TryCreate(from, out _))
            section.Violate(Keys.From, $"is '{from}', which is no mail address.");
        if (!section.Has(Keys.To))
            section.Violate(Keys.To, "is missing; say who is told.");
        var to = section.Texts(Keys.To) ?? [];
        if (to.Length > MostReceivers)
            section.Violate(Keys.To, $"has {to.Length} addresses; {MostReceivers} are allowed.");
        foreach (var wrong in to.Where(static address => !MailAddress.TryCreate(address, out _)))
            section.Violate(Keys.To, $"has '{wrong}', which is no mail address.");
        var (user, secret) = (section.Text(Keys.User), section.Text(Keys.Secret));
        CheckSecret(section, secret);
        if (section.Has(Keys.User) != section.Has(Keys.Secret))
            section.Violate(section.Has(Keys.User) ? Keys.Secret : Keys.User, "is missing; who signs in needs both, who does not neither.");
        var port = section.Integer(Keys.Port, 1, 65_535) ?? DefaultPort;
        var severity = section.Choice<AlarmSeverity>(Keys.Severity) ?? AlarmSeverity.Info;
        return host is not null && from is not null ? new MailRoute(host, port, from, to, user, secret, severity) : null;
    }

    // The text may be a secret itself: the message does not repeat it.
    private static void CheckSecret(DefinitionSection section, string? secret)
    {
        if (secret is not null && (SecretReference.NamesIn(secret) is not [var name] || secret != $"${{secret:{name}}}"))
            section.Violate(Keys.Secret, "is not a reference to a secret; write ${secret:NAME} with NAME of A-Z, 0-9 and _.");
    }
}
