using System.Globalization;
using System.Text.Json;

namespace OrleansML.DataTests.Sources;

/// <summary>A record as every kind of source can hold it.</summary>
/// <param name="Card">The entity.</param>
/// <param name="Amount">A field; 0 to 1000 is allowed.</param>
/// <param name="PaidAt">Event time, microseconds since 1970.</param>
/// <param name="Id">Event id.</param>
/// <param name="Pin">A field whose values are secret; 0 to 9999 is allowed.</param>
public sealed record Payment(string Card, double Amount, long PaidAt, string Id, int Pin = 1234)
{
    public const long Noon = 1_767_268_800_000_000; // 2026-01-01T12:00:00Z, by date(1)

    public string Json => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["card_id"] = Card, ["amount"] = Amount, ["channel"] = "web", ["pin"] = Pin, ["paid_at"] = PaidAt, ["payment_id"] = Id,
    });

    public string Csv => string.Create(CultureInfo.InvariantCulture, $"{Card},{Amount},web,{Pin},{PaidAt},{Id}");

    public string Sql => string.Create(
        CultureInfo.InvariantCulture, $"('{Card}', {Amount}, 'web', {Pin}, timestamptz '1970-01-01Z' + {PaidAt} * interval '1 microsecond', '{Id}')");
}
