using System.Text;
using Google.Protobuf;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Onnx;
using Xunit;

namespace OrleansML.LearningTests.Onnx;

public sealed class OnnxModelReaderTests
{
    private static readonly byte[] GoodModel = MlpModel.Random([3, 4, 1], seed: 7).ToOnnx();

    public static TheoryData<string, byte[]> ForeignFiles => new()
    {
        { "a zip archive", "PK\u0003\u0004rest"u8.ToArray() },
        { "a gzip file", [0x1F, 0x8B, 8, 0, 0] },
        { "a Python pickle", [0x80, 0x04, 0x95, 0] },
        { "an HDF5 file", [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10] },
        { "a text file", "{\"name\": \"fraud\"}"u8.ToArray() },
        { "a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\n"u8.ToArray() },
        { "an ONNX Runtime .ort file", [0x20, 0, 0, 0, (byte)'O', (byte)'R', (byte)'T', (byte)'M', 0] },
        { "its first bytes are not those of an ONNX file", [0x1A, 0x45, 0xDF, 0xA3, 1, 0, 0, 0] },
        { "its first bytes are not those of an ONNX file", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70, 73, 70] },
    };

    [Fact]
    public void Read_NoBytes_SaysEmpty()
    {
        var exception = Refuse([]);

        Assert.Equal(OnnxFormatError.Empty, exception.Error);
        Assert.Equal("'upload' is empty: an ONNX model has at least a graph and an operator version.", exception.Message);
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void Read_ForeignFile_NamesWhatItIs(string description, byte[] bytes)
    {
        var exception = Refuse(bytes);

        Assert.Equal(OnnxFormatError.NotOnnx, exception.Error);
        Assert.StartsWith("'upload' is not an ONNX model: ", exception.Message);
        Assert.Contains(description, exception.Message);
    }

    [Fact]
    public void Read_TensorFile_IsNotTakenForAModel()
    {
        var exception = Refuse(OnnxTensor.Create<float>("t", [1, 2, 3], 3).ToByteArray());

        Assert.Equal(OnnxFormatError.NotOnnx, exception.Error);
        Assert.Contains("its first bytes are not those of an ONNX file", exception.Message);
    }

    [Fact]
    public void Read_NoGraph_SaysSo()
    {
        var exception = Refuse(new ModelProto { IrVersion = 8, ProducerName = "tests" }.ToByteArray());

        Assert.Equal(OnnxFormatError.MissingGraph, exception.Error);
        Assert.Equal("'upload' is an ONNX container without a graph. Export the model again.", exception.Message);
    }

    [Fact]
    public void Read_RandomBytes_IsNeverAccepted()
    {
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            Refuse(bytes);
        }
    }

    [Fact]
    public void Read_EveryPrefixOfAModel_IsRefused()
    {
        // Everything after the graph is lost at the cut, so no prefix can hold the operator versions.
        for (var length = 1; length < GoodModel.Length; length++)
        {
            var exception = Refuse(GoodModel[..length]);
            OnnxFormatError[] expected =
                [OnnxFormatError.Truncated, OnnxFormatError.MissingGraph, OnnxFormatError.MissingOpsetImport, OnnxFormatError.NotOnnx];
            Assert.Contains(exception.Error, expected);
        }
    }

    [Fact]
    public void Read_HalfAModel_SaysTruncatedAndTheLength()
    {
        var half = GoodModel.Length / 2;

        var exception = Refuse(GoodModel[..half]);

        Assert.Equal(OnnxFormatError.Truncated, exception.Error);
        Assert.Equal(
            $"'upload' is a truncated ONNX model: it ends after {half} bytes in the middle of a field. Copy the whole file again.",
            exception.Message);
    }

    [Fact]
    public void Read_DamagedInside_SaysDamaged()
    {
        var bytes = ModelProto.Parser.ParseFrom(GoodModel).ToByteArray();
        // The graph's first field gets a length far beyond the graph.
        var graph = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes("layer_0_sums"));
        bytes[graph - 1] = 0xFF;

        Assert.Equal(OnnxFormatError.Malformed, Refuse(bytes).Error);
    }

    [Fact]
    public void Read_DeeplyNestedGraphs_IsRefused()
    {
        var graph = new GraphProto { Name = "inner" };
        for (var depth = 0; depth < 200; depth++)
            graph = new GraphProto { Node = { Branch(graph) } };
        var bytes = new ModelProto { IrVersion = 8, Graph = graph }.ToByteArray();

        Assert.Equal(OnnxFormatError.Malformed, Refuse(bytes).Error);
    }

    [Fact]
    public void Read_LargerThanTheLimit_NamesBothSizes()
    {
        var exception = Refuse(GoodModel, new OnnxReadLimits { MaximumBytes = 100 });

        Assert.Equal(OnnxFormatError.TooLarge, exception.Error);
        Assert.Equal(
            $"'upload' has {GoodModel.Length} bytes; at most 100 are accepted. Raise the limit or push a smaller model.",
            exception.Message);
    }

    [Theory]
    [InlineData(0L, "at least 1", long.MaxValue)]
    [InlineData(-3L, "1 to 21", 21L)]
    [InlineData(22L, "1 to 21", 21L)]
    public void Read_OpsetOutsideTheRange_NamesVersionAndRange(long version, string range, long maximum)
    {
        var model = ModelProto.Parser.ParseFrom(GoodModel);
        model.OpsetImport[0].Version = version;

        var exception = Refuse(model.ToByteArray(), new OnnxReadLimits { MaximumOpsetVersion = maximum });

        Assert.Equal(OnnxFormatError.UnsupportedOpset, exception.Error);
        Assert.Equal(
            $"'upload' needs version {version} of the operators 'ai.onnx'; accepted: {range}. Export the model for an accepted version.",
            exception.Message);
    }

    [Fact]
    public void Read_TensorInAnotherFile_NamesTheTensor()
    {
        var model = ModelProto.Parser.ParseFrom(GoodModel);
        model.Graph.Initializer[1].DataLocation = TensorProto.Types.DataLocation.External;
        model.Graph.Initializer[1].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../etc/passwd" });

        var exception = Refuse(model.ToByteArray());

        Assert.Equal(OnnxFormatError.ExternalData, exception.Error);
        Assert.Contains("'layer_0_biases'", exception.Message);
    }

    [Fact]
    public void Read_ExternalTensorInNestedGraph_IsFound()
    {
        var model = ModelProto.Parser.ParseFrom(GoodModel);
        var hidden = new TensorProto { Name = "hidden", DataLocation = TensorProto.Types.DataLocation.External };
        var constant = new NodeProto { OpType = "Constant", Attribute = { OnnxAttribute.Tensor("value", hidden) } };
        model.Graph.Node.Add(Branch(new GraphProto { Node = { constant } }));

        Assert.Contains("'hidden'", Refuse(model.ToByteArray()).Message);
    }

    [Fact]
    public void ReadFile_GoodModel_GivesItsParts()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, GoodModel);
            var model = OnnxModelReader.ReadFile(path);

            Assert.Equal(17, model.OpsetImport.Single().Version);
            Assert.Equal(["Gemm", "Relu", "Gemm"], model.Graph.Node.Select(node => node.OpType));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static NodeProto Branch(GraphProto graph) =>
        new() { OpType = "If", Attribute = { new AttributeProto { Name = "then_branch", G = graph } } };

    private static OnnxFormatException Refuse(byte[] bytes, OnnxReadLimits? limits = null) =>
        Assert.Throws<OnnxFormatException>(() => OnnxModelReader.Read(bytes, "upload", limits));
}
