using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Reads labels, one JSON object a line: <c>prediction_id</c>, <c>label</c> (text, number or Boolean) and <c>observed_at</c>, which may be left out.</summary>
public static class LabelLines
{
    /// <summary>A line as it should be.</summary>
    public const string Example = """{"prediction_id": "0192f0c1-7c3e-7b6a-9d5e-1f2a3b4c5d6e", "label": 12.5, "observed_at": "2026-01-31T12:00:00Z"}""";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>Reads every line that is not blank.</summary>
    /// <param name="body">The lines in UTF-8.</param>
    /// <returns>The labels, and the lines that are none.</returns>
    public static (IReadOnlyList<PredictionLabel> Labels, IReadOnlyList<RejectedLabelInfo> Rejected) Read(ReadOnlyMemory<byte> body)
    {
        var (labels, rejected) = (new List<PredictionLabel>(), new List<RejectedLabelInfo>());
        for (var line = 1; !body.IsEmpty; line++)
        {
            var length = body.Span.IndexOf((byte)'\n');
            var text = length < 0 ? body : body[..length];
            body = length < 0 ? default : body[(length + 1)..];
            if (text.Span.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0)
                continue;
            if (TryRead(text, out var label, out var reason))
                labels.Add(label);
            else
                rejected.Add(new RejectedLabelInfo(line, $"{reason}."));
        }

        return (labels, rejected);
    }

    /// <summary>Writes labels as such lines.</summary>
    /// <param name="labels">The labels.</param>
    public static byte[] Write(IEnumerable<PredictionLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body);
        foreach (var label in labels)
        {
            writer.WriteStartObject();
            writer.WriteString("prediction_id"u8, label.Row is { } row ? string.Create(CultureInfo.InvariantCulture, $"{label.Prediction}/{row}") : label.Prediction.ToString());
            writer.WriteString("label"u8, label.Label);
            if (label.ObservedAt is { } observedAt)
                writer.WriteString("observed_at"u8, observedAt);
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
            body.Write("\n"u8);
        }

        return body.WrittenSpan.ToArray();
    }

    private static bool TryRead(ReadOnlyMemory<byte> line, out PredictionLabel label, out string reason)
    {
        label = default;
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                reason = $"The line is no JSON object; one such as {Example} is expected";
                return false;
            }

            string? prediction = null, text = null, observedAt = null;
            foreach (var member in document.RootElement.EnumerateObject())
            {
                switch (member.Name)
                {
                    case "prediction_id" when TryText(member.Value, out prediction):
                    case "observed_at" when TryText(member.Value, out observedAt):
                    case "label" when TryLabel(member.Value, out text):
                        break;
                    case "prediction_id" or "observed_at":
                        reason = $"'{member.Name}' is a {KindOf(member.Value)}; it must be a text";
                        return false;
                    case "label":
                        reason = $"'label' is a {KindOf(member.Value)}; it must be a text, a number or true or false";
                        return false;
                    default:
                        reason = $"'{member.Name}' is no member of a label; there are 'prediction_id', 'label' and 'observed_at'";
                        return false;
                }
            }

            return PredictionLabel.TryParse(prediction, text, observedAt, out label, out reason);
        }
        catch (JsonException)
        {
            reason = $"The line is not JSON; an object such as {Example} is expected";
            return false;
        }
    }

    private static bool TryText(JsonElement value, out string? text)
    {
        text = value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        return value.ValueKind is JsonValueKind.String or JsonValueKind.Null;
    }

    // A number stays as it was written.
    private static bool TryLabel(JsonElement value, out string? text)
    {
        text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return text is not null || value.ValueKind is JsonValueKind.Null;
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "JSON object",
        JsonValueKind.Number => "number",
        _ => "Boolean",
    };
}
