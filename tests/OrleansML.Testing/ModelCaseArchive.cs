using System.Formats.Tar;
using System.IO.Compression;
using OrleansML.Learning.Onnx;
using OrleansML.Tensors;

namespace OrleansML.Testing;

/// <summary>The recorded operator tests of the ONNX project under <c>onnx-node</c>: small models with inputs and outputs of many types.</summary>
public static class ModelCaseArchive
{
    private const string ModelFile = "/model.onnx";

    private static readonly Lazy<SortedDictionary<string, byte[]>> Files = new(ReadFiles);

    /// <summary>Folders of the cases whose inputs and outputs are all tensors that can be sent, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        SharedData.Root is null ? [] : [.. Files.Value.Keys.Where(IsModel).Select(key => key[..^ModelFile.Length]).Where(CanBeSent)];

    /// <summary>Bytes of a case's model.</summary>
    public static byte[] Model(string name) => Files.Value[name + ModelFile];

    /// <summary>The inputs of a case.</summary>
    public static Tensor[] Inputs(string name) => Read(name, "input", InputsOf(Graph(name)));

    /// <summary>The recorded outputs of a case.</summary>
    public static Tensor[] Outputs(string name) => Read(name, "output", Graph(name).Output);

    /// <summary>The element types of a case, inputs before outputs.</summary>
    public static string Signature(string name) =>
        $"{string.Join(",", Types(InputsOf(Graph(name))))} -> {string.Join(",", Types(Graph(name).Output))}";

    private static bool IsModel(string key) => key.EndsWith(ModelFile, StringComparison.Ordinal);

    private static GraphProto Graph(string name) => OnnxModelReader.Read(Model(name), name).Graph;

    // Old models list their weights among the inputs.
    private static ValueInfoProto[] InputsOf(GraphProto graph) =>
        [.. graph.Input.Where(input => graph.Initializer.All(tensor => tensor.Name != input.Name))];

    private static bool CanBeSent(string name)
    {
        var graph = Graph(name);
        var inputs = InputsOf(graph);
        return inputs.Length > 0 && Types(inputs.Concat(graph.Output)).All(type => type is not null);
    }

    private static IEnumerable<TensorType?> Types(IEnumerable<ValueInfoProto> values) =>
        values.Select(value => value.Type.TensorType is { } tensor ? ModelCaseTensors.TypeOf(tensor.ElemType) : null);

    private static Tensor[] Read(string name, string kind, IList<ValueInfoProto> values) =>
    [
        .. values.Select((value, index) => ModelCaseTensors.FromProto(
            value.Name, TensorProto.Parser.ParseFrom(Files.Value[$"{name}/test_data_set_0/{kind}_{index}.pb"]))),
    ];

    private static SortedDictionary<string, byte[]> ReadFiles()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var file = File.OpenRead(SharedData.PathOf("onnx-node", "onnx-node-shared.tar.gz"));
        using var archive = new TarReader(new GZipStream(file, CompressionMode.Decompress));
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null)
                continue;

            var bytes = new byte[entry.Length];
            entry.DataStream.ReadExactly(bytes);
            files.Add(entry.Name, bytes);
        }

        return files;
    }
}
