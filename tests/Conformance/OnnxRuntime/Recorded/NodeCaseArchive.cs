using System.Formats.Tar;
using System.IO.Compression;

namespace OrleansML.Conformance.OnnxRuntime.Recorded;

/// <summary>Reads the archive of ONNX backend test cases.</summary>
internal static class NodeCaseArchive
{
    public static readonly string[] Path = ["onnx-node", "onnx-node-shared.tar.gz"];

    public static IEnumerable<NodeCase> Read()
    {
        var files = ReadFiles();
        foreach (var model in files.Keys.Where(path => path.EndsWith("/model.onnx", StringComparison.Ordinal)))
        {
            var folder = model[..^"model.onnx".Length];
            var dataSets = new List<NodeCase.DataSet>();
            while (true)
            {
                var prefix = $"{folder}test_data_set_{dataSets.Count}/";
                var outputs = Series(files, prefix + "output_");
                if (outputs.Count == 0)
                    break;
                dataSets.Add(new NodeCase.DataSet(Series(files, prefix + "input_"), outputs));
            }

            yield return new NodeCase(folder.TrimEnd('/'), files[model], dataSets);
        }
    }

    private static List<byte[]> Series(Dictionary<string, byte[]> files, string prefix)
    {
        var series = new List<byte[]>();
        while (files.TryGetValue($"{prefix}{series.Count}.pb", out var bytes))
            series.Add(bytes);
        return series;
    }

    private static Dictionary<string, byte[]> ReadFiles()
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var file = File.OpenRead(SharedData.PathOf(Path));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                continue;
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            files[entry.Name] = bytes.ToArray();
        }

        return files;
    }
}
