using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class ContainerTests
{
    private static OrtAllocator Allocator => OrtAllocator.DefaultInstance;

    [Fact]
    public void Run_SequenceOutput_GivesElements()
    {
        using var session = Engine.Load(TinyModels.SequenceOutput());
        using var options = new RunOptions();
        using var a = Engine.Tensor([1f, 2f], 2);
        using var b = Engine.Tensor([3f], 1);

        using var outputs = session.Run(options, ["a", "b"], [a, b], ["pair"]);

        var seen = new List<(int Index, float[] Data)>();
        outputs[0].ProcessSequence((element, index) => seen.Add((index, element.GetTensorDataAsSpan<float>().ToArray())), Allocator);
        Assert.Equal(2, outputs[0].GetValueCount());
        Assert.Equal([0, 1], seen.Select(item => item.Index));
        Assert.Equal([1f, 2f], seen[0].Data);
        Assert.Equal([3f], seen[1].Data);
        Assert.Equal(OnnxValueType.ONNX_TYPE_SEQUENCE, outputs[0].OnnxType);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, outputs[0].GetTypeInfo().SequenceTypeInfo.ElementType.OnnxType);
        Assert.Equal(
            TensorElementType.Float, session.OutputMetadata["pair"].AsSequenceMetadata().ElementMeta.ElementDataType);
    }

    [Fact]
    public void GetValue_AfterTheSequenceIsDisposed_StaysReadable()
    {
        using var session = Engine.Load(TinyModels.SequenceOutput());
        using var options = new RunOptions();
        using var a = Engine.Tensor([1f, 2f], 2);
        OrtValue element;
        using (var outputs = session.Run(options, ["a", "b"], [a, a], ["pair"]))
            element = outputs[0].GetValue(1, Allocator);

        Assert.Equal([1f, 2f], element.GetTensorDataAsSpan<float>().ToArray());
        element.Dispose();
    }

    [Fact]
    public void CreateSequence_AsInput_TakesOverItsElements()
    {
        using var session = Engine.Load(TinyModels.SequenceInput());
        using var options = new RunOptions();
        var parts = new List<OrtValue> { Engine.Tensor([1f, 2f], 2), Engine.Tensor([3f], 1), Engine.Tensor([4f, 5f], 2) };
        using var sequence = OrtValue.CreateSequence(parts);
        Assert.Empty(parts);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        using var outputs = session.Run(options, ["parts"], [sequence], ["joined"]);

        Assert.Equal([1f, 2f, 3f, 4f, 5f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
        using var element = sequence.GetValue(2, Allocator);
        Assert.Equal([4f, 5f], element.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void CreateSequence_BadArguments_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => OrtValue.CreateSequence(null!));
        Assert.StartsWith(
            "[ErrorCode:Fail] Number of values should be at least 1",
            Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateSequence(new List<OrtValue>())).Message);
        using var value = Engine.Tensor([1f], 1);
        Assert.Throws<ArgumentException>(() => OrtValue.CreateSequence(new[] { value }));
    }

    [Fact]
    public void Run_ZipMapWithIntegerClasses_GivesMaps()
    {
        using var session = Engine.Load(TinyModels.ZipMap());
        using var options = new RunOptions();
        using var scores = Engine.Tensor([0.1f, 0.2f, 0.7f, 0.5f, 0.25f, 0.25f], 2, 3);

        using var outputs = session.Run(options, ["scores"], [scores], ["maps"]);

        var rows = new List<(long[] Keys, float[] Values)>();
        outputs[0].ProcessSequence(
            (map, _) => map.ProcessMap(
                (keys, values) => rows.Add((keys.GetTensorDataAsSpan<long>().ToArray(), values.GetTensorDataAsSpan<float>().ToArray())),
                Allocator),
            Allocator);
        Assert.Equal(2, rows.Count);
        Assert.Equal([10L, 20L, 30L], rows[0].Keys);
        Assert.Equal([0.1f, 0.2f, 0.7f], rows[0].Values);
        Assert.Equal([0.5f, 0.25f, 0.25f], rows[1].Values);
        var element = session.OutputMetadata["maps"].AsSequenceMetadata().ElementMeta.AsMapMetadata();
        Assert.Equal(TensorElementType.Int64, element.KeyDataType);
        Assert.Equal(TensorElementType.Float, element.ValueMetadata.ElementDataType);
    }

    [Fact]
    public void Run_ZipMapWithTextClasses_GivesMaps()
    {
        using var session = Engine.Load(TinyModels.ZipMap("gut", "mäßig", "schlecht"));
        using var options = new RunOptions();
        using var scores = Engine.Tensor([0.1f, 0.2f, 0.7f], 1, 3);

        using var outputs = session.Run(options, ["scores"], [scores], ["maps"]);

        using var map = outputs[0].GetValue(0, Allocator);
        using var keys = map.GetValue(0, Allocator);
        using var values = map.GetValue(1, Allocator);
        Assert.Equal(OnnxValueType.ONNX_TYPE_MAP, map.OnnxType);
        Assert.Equal(2, map.GetValueCount());
        Assert.Equal(
            [("gut", 0.1f), ("mäßig", 0.2f), ("schlecht", 0.7f)],
            keys.GetStringTensorAsArray().Zip(values.GetTensorDataAsSpan<float>().ToArray()).Order());
        Assert.Equal(TensorElementType.String, map.GetTypeInfo().MapTypeInfo.KeyType);
    }

    [Fact]
    public void CreateMapWithStringKeys_AsInput_IsReadByTheModel()
    {
        using var session = Engine.Load(TinyModels.MapInput());
        using var options = new RunOptions();
        using var map = OrtValue.CreateMapWithStringKeys(["blue", "red"], [3f, 1f]);

        using var outputs = session.Run(options, ["counts"], [map], ["vector"]);

        Assert.Equal([1f, 0f, 3f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void CreateMap_EveryOverload_KeepsKeysAndValues()
    {
        using var numbers = OrtValue.CreateMap<long, float>([1, 2], [3f, 4f]);
        using var numberKeys = numbers.GetValue(0, Allocator);
        Assert.Equal([1L, 2L], numberKeys.GetTensorDataAsSpan<long>().ToArray());

        using var texts = OrtValue.CreateMapWithStringValues<long>([1, 2], ["one", "two"]);
        using var textValues = texts.GetValue(1, Allocator);
        Assert.Equal(["one", "two"], textValues.GetStringTensorAsArray());

        var keys = Engine.Tensor([5L], 1);
        var values = Engine.Tensor([6f], 1);
        using var taken = OrtValue.CreateMap(ref keys, ref values);
        Assert.Null(keys);
        Assert.Null(values);
        using var takenValues = taken.GetValue(1, Allocator);
        Assert.Equal([6f], takenValues.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void CreateMap_BadArguments_Throws()
    {
        Assert.Equal(
            "Expecting keys and values same len. Received keys: 2, Values: 1",
            Assert.Throws<ArgumentException>(() => OrtValue.CreateMap<long, float>([1, 2], [3f])).Message);
        Assert.StartsWith(
            "[ErrorCode:Fail] Key type is not supported",
            Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateMap<double, float>([1, 2], [3f, 4f])).Message);
    }

    [Fact]
    public void ContainerAccess_OnTensor_Throws()
    {
        using var tensor = Engine.Tensor([1f], 1);

        Assert.Equal(
            "[ErrorCode:Fail] Input is not of type sequence or map.",
            Assert.Throws<OnnxRuntimeException>(() => tensor.GetValueCount()).Message);
        Assert.Equal(
            "[ErrorCode:Fail] Input is not of type sequence or map.",
            Assert.Throws<OnnxRuntimeException>(() => tensor.GetValue(0, Allocator)).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] OrtValue.OnnxType of ONNX_TYPE_TENSOR is not a sequence",
            Assert.Throws<OnnxRuntimeException>(() => tensor.ProcessSequence((_, _) => { }, Allocator)).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] This OrtValue does not represent a map",
            Assert.Throws<OnnxRuntimeException>(() => tensor.ProcessMap((_, _) => { }, Allocator)).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] TypeInfo does not represent a map",
            Assert.Throws<OnnxRuntimeException>(() => tensor.GetTypeInfo().MapTypeInfo).Message);
    }

    [Fact]
    public void TensorAccess_OnSequence_Throws()
    {
        using var sequence = OrtValue.CreateSequence(new List<OrtValue> { Engine.Tensor([1f], 1) });

        Assert.Equal(
            "[ErrorCode:InvalidArgument] This OrtValue type contains: ONNX_TYPE_SEQUENCE, not a tensor or sparse tensor",
            Assert.Throws<OnnxRuntimeException>(() => sequence.GetTensorTypeAndShape()).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] This OrtValue type contains: ONNX_TYPE_SEQUENCE, not a tensor",
            Assert.Throws<OnnxRuntimeException>(() => sequence.GetTensorDataAsSpan<float>().Length).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] TypeInfo does not represent a tensor/sparsetensor",
            Assert.Throws<OnnxRuntimeException>(() => sequence.GetTypeInfo().TensorTypeAndShapeInfo).Message);
    }
}
