using OrleansML.Data.Sources;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.Sources;

/// <summary>Views with one source of each kind, all of the same fields.</summary>
internal static class SampleSources
{
    public const string Fields =
        """
            event_time: paid_at
            event_id: payment_id
            fields:
              amount: { type: double, minimum: 0, maximum: 1000 }
              channel: { type: string, categories: [chip, web] }
              pin: { type: int, minimum: 0, maximum: 9999, privacy: secret }
        """;

    public static FeatureView View(string source, string entity = "card_id: string", string fields = Fields) => FeatureViewReader.Read(
        $$"""
        name: cards
        entity: { {{entity}} }
        sources:
          payments:
        {{Indented(source)}}
        {{fields}}
        """);

    public static SourceReaders Create(FeatureView view, ISecretStore? secrets = null, TimeProvider? time = null) =>
        SourceFactory.Create(view, view.Sources[0], secrets ?? new KnownSecrets(), time ?? TimeProvider.System);

    /// <summary>The values that an event gives, by the names of their fields.</summary>
    public static Dictionary<string, FeatureValue> Values(FeatureView view, FeatureEvent made) =>
        made.Fields.ToDictionary(field => view.Fields[field.Slot].Name, field => field.Value);

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line));
}
