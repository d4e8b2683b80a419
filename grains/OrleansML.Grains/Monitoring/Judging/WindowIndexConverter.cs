using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Writes an index as runs of windows that follow each other and have the same versions: weeks of minutes take a line.</summary>
internal sealed class WindowIndexConverter : JsonConverter<WindowIndex>
{
    public override WindowIndex Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WindowIndex.Of(JsonSerializer.Deserialize<Run[]>(ref reader, options)!.SelectMany(static run => run.Windows()));

    public override void Write(Utf8JsonWriter writer, WindowIndex value, JsonSerializerOptions options)
    {
        var runs = new List<Run>();
        foreach (var window in value.All)
        {
            if (runs.Count > 0 && runs[^1] is var last && window.Length == last.Length && window.Start == last.Start + (last.Length * last.Count) && window.Versions.AsSpan().SequenceEqual(last.Versions))
                runs[^1] = last with { Count = last.Count + 1 };
            else
                runs.Add(new Run(window.Start, window.Length, 1, window.Versions));
        }

        JsonSerializer.Serialize(writer, runs, options);
    }

    private sealed record Run(DateTimeOffset Start, TimeSpan Length, int Count, int[] Versions)
    {
        public IEnumerable<MonitorIndexWindow> Windows() =>
            Enumerable.Range(0, Count).Select(place => new MonitorIndexWindow { Start = Start + (Length * place), Length = Length, Versions = Versions });
    }
}
