using System.Text;
using OrleansML.Grains.Pipelines;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Records;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells web hooks of incidents, signed as those of pipelines are.</summary>
internal sealed class WebhookSender(PipelineWebhook webhook) : IDeedRunner
{
    public string Kind => DeedKinds.Webhook;

    public async Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed)
    {
        if (definition.Routes.Webhook is not { } route)
            return DeedResult.Failed("The definition has no web hook any more.", isFinal: true);

        var body = Encoding.UTF8.GetString(CanonicalJson.Write(deed.Notice));
        var report = await webhook.SendAsync(new PipelineNotice(deed.Id, body, route.Url, route.Secret, deed.Notice.At, deed.Attempts, deed.DueAt, ""));
        return report.Failure.Length == 0 ? DeedResult.Done("The receiver took it.") : DeedResult.Failed(Sentence(report.Failure), report.IsFinal);
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
