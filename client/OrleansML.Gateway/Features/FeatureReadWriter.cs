using System.Text.Json;
using OrleansML.Features;

namespace OrleansML.Gateway.Features;

/// <summary>Writes features that were read.</summary>
internal static class FeatureReadWriter
{
    private const string Masked = "***";

    public static void Write(Utf8JsonWriter writer, FeatureReadReply reply)
    {
        writer.WriteStartObject();
        writer.WriteString("view"u8, reply.View);
        writer.WriteNumber("revision"u8, reply.Revision);
        writer.WriteStartArray("vectors"u8);
        foreach (var vector in reply.Vectors)
            WriteVector(writer, reply, vector);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter writer, FeatureReadReply reply, FeatureVector vector)
    {
        writer.WriteStartObject();
        writer.WriteString("entity"u8, vector.Entity);
        if (vector.Failure is { } failure)
            writer.WriteString("error"u8, failure);
        writer.WriteStartObject("features"u8);
        for (var index = 0; index < vector.Features.Length; index++)
        {
            writer.WritePropertyName(reply.Features[index]);
            WriteReadout(writer, reply, vector, vector.Features[index]);
        }

        writer.WriteEndObject();
        if (vector.SourceFailures.Length > 0)
        {
            writer.WriteStartArray("sourceFailures"u8);
            foreach (var text in vector.SourceFailures)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteReadout(Utf8JsonWriter writer, FeatureReadReply reply, FeatureVector vector, in FeatureReadout readout)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("value"u8);
        if (readout.Masked)
            writer.WriteStringValue(Masked);
        else
            DatumJson.Write(writer, readout.Value);
        writer.WriteString("status"u8, DatumJson.NameOf(readout.Age));
        if (readout.EventTime is { } eventTime)
        {
            writer.WriteNumber("ageSeconds"u8, Math.Max(0, vector.ServedAt - eventTime) / 1e6);
            writer.WriteString("eventTime"u8, DateTimeOffset.UnixEpoch.AddMicroseconds(eventTime));
        }

        if (readout.IngestTime is { } ingestTime)
            writer.WriteString("ingestTime"u8, DateTimeOffset.UnixEpoch.AddMicroseconds(ingestTime));
        if (readout.Source >= 0 && readout.Source < reply.Sources.Length)
            writer.WriteString("source"u8, reply.Sources[readout.Source]);
        writer.WriteEndObject();
    }
}
