using OrleansML.Learning.Features;

namespace OrleansML.DataTests.History;

internal static class HistoryViews
{
    /// <summary>A pushed view with one source; fields, and whatever follows them.</summary>
    public static FeatureView Pushed(string name, string key, string fields, string rest = "") => FeatureViewReader.Read(
        $$"""
        name: {{name}}
        entity: { {{key}} }
        sources:
          events:
            kind: push
            mode: pushed
            event_id: id
            fields:
              {{fields.ReplaceLineEndings("\n      ")}}
        {{rest}}
        """);

    public static FeatureView Limits { get; } = Pushed(
        "limits", "card: string", "limit: { type: double, default: 500, ttl: 60s }\nnote: { type: string }", "fallback: { maximum_stale: 30s }");
}
