using OrleansML.Learning.Features;

namespace OrleansML.LearningTests.Features;

internal static class SampleViews
{
    public const string CardYaml =
        """
        name: card_activity
        summary: What a card does.
        entity: { card_id: string }
        sources:
          accounts:
            kind: postgresql
            mode: on_read
            timeout: 200ms
            connection: Host=db;Username=app;Password=${secret:ACCOUNTS_DB}
            query: select credit_limit, opened from accounts where card_id = @card_id
            event_time: updated_at
            fields:
              credit_limit: { type: double, unit: EUR, minimum: 0, maximum: 100000, default: 500, ttl: 1h }
              opened: { type: timestamp }
          payments:
            kind: push
            mode: pushed
            event_time: paid_at
            event_id: payment_id
            fields:
              amount: { type: double, unit: EUR, minimum: 0 }
              merchant: { type: string, privacy: pii }
              channel: { type: string, categories: [web, chip], default: chip }
        request:
          price: double
        windows:
          amount_1h: { field: amount, aggregate: sum, length: 1h, hop: 5m }
          merchants_1d: { field: merchant, aggregate: distinct, length: 1d, privacy: none }
        derived:
          share: { expression: amount_1h / credit_limit }
          share_after: { expression: share + request.price / credit_limit }
        fallback: { maximum_stale: 10m }
        durability: { mode: write_behind, bound: 1s }
        lateness: 2h
        """;

    public static FeatureView Card => FeatureViewReader.Read(CardYaml);

    /// <summary>A view of pushed events with given fields and windows, one per line, each as in YAML.</summary>
    public static FeatureView Pushed(string fields, string windows, string lateness = "1h") => FeatureViewReader.Read(
        $"""
        name: sample
        entity: [entity]
        sources:
          events:
            kind: push
            mode: pushed
            fields:
        {Indent(fields, 6)}
        windows:
        {Indent(windows, 2)}
        lateness: {lateness}
        """.Replace("[entity]", "{ id: string }", StringComparison.Ordinal));

    private static string Indent(string lines, int spaces) =>
        string.Join('\n', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => new string(' ', spaces) + line));
}
