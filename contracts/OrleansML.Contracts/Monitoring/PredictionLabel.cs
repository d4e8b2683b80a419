using System.Globalization;

namespace OrleansML.Monitoring;

/// <summary>What turned out to be true of one predicted row.</summary>
/// <param name="Prediction">Id of the prediction; see <see cref="Models.PredictReply.PredictionId"/>.</param>
/// <param name="Row">Row of the request, from 0; null for the only one.</param>
/// <param name="Label">The label as text, 1 to <see cref="LongestLabel"/> characters: a number in the invariant culture, or the name of a class.</param>
/// <param name="ObservedAt">When it became true; null when that is not known.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.PredictionLabel")]
public readonly record struct PredictionLabel(
    [property: Id(0)] Guid Prediction, [property: Id(1)] int? Row, [property: Id(2)] string Label, [property: Id(3)] DateTimeOffset? ObservedAt)
{
    /// <summary>Most characters of a label.</summary>
    public const int LongestLabel = 1_024;

    /// <summary>Reads a label from text.</summary>
    /// <param name="prediction">The prediction's id, alone or with <c>/ROW</c>.</param>
    /// <param name="label">The label.</param>
    /// <param name="observedAt">ISO 8601, UTC where it has no offset; null or empty for none.</param>
    /// <param name="read">The label.</param>
    /// <param name="reason">What is wrong, as a clause that ends without a full stop; empty when nothing is.</param>
    /// <returns>False when something is wrong.</returns>
    public static bool TryParse(string? prediction, string? label, string? observedAt, out PredictionLabel read, out string reason)
    {
        read = default;
        if (!TryParseId(prediction, out var id, out var row))
        {
            reason = string.IsNullOrEmpty(prediction)
                ? "'prediction_id' is missing"
                : $"'prediction_id' is '{Shorten(prediction)}'; it must be the id of a prediction, a UUID of version 7, with /ROW behind it where the request had several rows";
            return false;
        }

        if (string.IsNullOrEmpty(label))
        {
            reason = "'label' is missing";
            return false;
        }

        if (label.Length > LongestLabel)
        {
            reason = $"'label' has {label.Length} characters; 1 to {LongestLabel} are allowed";
            return false;
        }

        DateTimeOffset? observed = null;
        if (!string.IsNullOrEmpty(observedAt))
        {
            if (!IsoTime.TryParse(observedAt, out var time))
            {
                reason = $"'observed_at' is '{Shorten(observedAt)}'; it must be a time such as 2026-01-31T12:00:00Z";
                return false;
            }

            observed = time.ToUniversalTime();
        }

        read = new PredictionLabel(id, row, label, observed);
        reason = "";
        return true;
    }

    private static bool TryParseId(string? text, out Guid id, out int? row)
    {
        (id, row) = (default, null);
        if (text is null)
            return false;

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            row = number;
        }

        // Another UUID tells no time, and was given by somebody else.
        return Guid.TryParseExact(slash < 0 ? text : text.AsSpan(0, slash), "D", out id) && id.Version == 7;
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text.AsSpan(0, 80)}...";
}
