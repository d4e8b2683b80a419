using System.Formats.Tar;
using System.IO.Compression;
using OrleansML.Learning.Onnx;

namespace OrleansML.Testing;

/// <summary>One recorded operator test of the ONNX project: a model and the tensors of its first data set, as file bytes.</summary>
public sealed record RecordedCase(string Name, byte[] Model, IReadOnlyList<byte[]> Inputs, IReadOnlyList<byte[]> Outputs)
{
    private static readonly Lazy<IReadOnlyList<RecordedCase>> Recorded = new(Load);

    public static IReadOnlyList<RecordedCase> All => Recorded.Value;

    public static RecordedCase Get(string name) => All.Single(recorded => recorded.Name == name);

    public IReadOnlyList<TensorProto> InputTensors => [.. Inputs.Select(TensorProto.Parser.ParseFrom)];

    public IReadOnlyList<TensorProto> OutputTensors => [.. Outputs.Select(TensorProto.Parser.ParseFrom)];

    private static List<RecordedCase> Load()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var archive = new TarReader(new GZipStream(
            File.OpenRead(SharedData.PathOf("onnx-node", "onnx-node-shared.tar.gz")), CompressionMode.Decompress));
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null)
                continue;

            var bytes = new byte[entry.Length];
            entry.DataStream.ReadExactly(bytes);
            files.Add(entry.Name, bytes);
        }

        const string modelFile = "/model.onnx";
        return [.. from file in files
                   where file.Key.EndsWith(modelFile, StringComparison.Ordinal)
                   let folder = file.Key[..^modelFile.Length]
                   select new RecordedCase(folder, file.Value, Tensors(files, folder, "input"), Tensors(files, folder, "output"))];
    }

    private static List<byte[]> Tensors(SortedDictionary<string, byte[]> files, string folder, string kind)
    {
        var tensors = new List<byte[]>();
        while (files.TryGetValue($"{folder}/test_data_set_0/{kind}_{tensors.Count}.pb", out var bytes))
            tensors.Add(bytes);
        return tensors;
    }
}
