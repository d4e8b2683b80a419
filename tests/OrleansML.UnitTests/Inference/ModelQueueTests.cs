using Microsoft.Extensions.Time.Testing;
using OrleansML.Inference;
using OrleansML.Models;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Inference;

public sealed class ModelQueueTests : IDisposable
{
    private static readonly ModelId Id = new("fraud", 3);

    private readonly FakeTimeProvider _time = new();
    private readonly DevicePool _devices;
    private readonly ManualResetEventSlim _open = new(initialState: true);

    public ModelQueueTests() => _devices = new DevicePool(1, _time);

    public void Dispose()
    {
        _open.Set();
        _devices.Dispose();
        _open.Dispose();
    }

    [Fact]
    public async Task TryAdd_RequestsWaitWhileDeviceIsBusy_AreComputedTogetherAndEachGetsItsRows()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 8);
        _open.Reset();
        var first = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy with the first request");

        var second = Add(queue, 2, 3);
        var third = Add(queue, 4);
        _open.Set();

        Assert.Equal<float>([2f], Values(await first));
        Assert.Equal<float>([4f, 6f], Values(await second));
        Assert.Equal<float>([8f], Values(await third));
        Assert.Equal([[1L, 1L], [3L, 1L]], session.RunShapes);
        Assert.Equal(3, (await second).BatchRows);
        Assert.Equal(2, queue.Batches);
        Assert.Equal(3, queue.Answered);
    }

    [Fact]
    public async Task TryAdd_MoreRowsThanOneBatchHolds_StartsAnotherBatch()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 3);
        _open.Reset();
        var first = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy with the first request");

        var waiting = new[] { Add(queue, 1, 2), Add(queue, 3, 4), Add(queue, 5) };
        _open.Set();
        await Task.WhenAll([first, .. waiting]);

        Assert.Equal([[1L, 1L], [2L, 1L], [3L, 1L]], session.RunShapes);
    }

    [Fact]
    public async Task TryAdd_RequestLargerThanABatch_IsComputedAlone()
    {
        var queue = CreateQueue(Gated(), maximumRows: 2);

        var reply = await Add(queue, 1, 2, 3, 4, 5);

        Assert.Equal<float>([2f, 4f, 6f, 8f, 10f], Values(reply));
        Assert.Equal(5, reply.BatchRows);
    }

    [Fact]
    public async Task TryAdd_BatchingOff_ComputesEachRequestAlone()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 1);
        _open.Reset();
        var all = Enumerable.Range(0, 4).Select(value => Add(queue, value)).ToArray();
        _open.Set();
        await Task.WhenAll(all);

        Assert.Equal(4, session.RunShapes.Length);
        Assert.All(session.RunShapes, shape => Assert.Equal([1L, 1L], shape));
    }

    [Fact]
    public async Task TryAdd_FurtherAxesDiffer_AreNotJoined()
    {
        var session = Gated(-1, -1);
        var queue = CreateQueue(session, maximumRows: 8);
        _open.Reset();
        var first = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy with the first request");

        var narrow = AddTensor(queue, Tensor.Create("x", [1f, 2f], 1, 2));
        var wide = AddTensor(queue, Tensor.Create("x", [1f, 2f, 3f], 1, 3));
        _open.Set();
        await Task.WhenAll(first, narrow, wide);

        Assert.Equal([[1L, 1L], [1L, 2L], [1L, 3L]], session.RunShapes);
        Assert.Equal<float>([2f, 4f, 6f], Values(await wide));
    }

    [Fact]
    public async Task TryAdd_QueueIsFull_SaysSoWithTheOption()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 1, capacity: 2);
        _open.Reset();
        var running = Add(queue, 0);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy");
        var waiting = new[] { Add(queue, 1), Add(queue, 2) };

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => Add(queue, 3));

        Assert.Equal(ErrorCode.QueueFull, error.Code);
        Assert.Equal(
            "Exceeds maximum queue size: 2 requests wait for model 'fraud' version 3, as many as OrleansML:Inference:QueueCapacity allows; repeat later.",
            error.Message);
        _open.Set();
        await Task.WhenAll([running, .. waiting]);
    }

    [Fact]
    public async Task FailExpired_RequestWaitedTooLong_FailsWhileTheDeviceIsStillBusy()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 1);
        _open.Reset();
        var running = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy");
        var late = AddTensor(queue, Tensor.Create("x", [1f], 1, 1), timeout: TimeSpan.FromMilliseconds(200));

        _time.Advance(TimeSpan.FromMilliseconds(250));

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => late);
        Assert.Equal(ErrorCode.DeadlineExceeded, error.Code);
        Assert.Equal("The request to model 'fraud' version 3 waited 250 ms for a device; 200 ms were allowed.", error.Message);
        _open.Set();
        await running;
    }

    [Fact]
    public async Task CancelWith_TokenIsCancelledInQueue_DropsTheRequest()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 1);
        _open.Reset();
        var running = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy");
        using var cancellation = new CancellationTokenSource();
        var cancelled = AddTensor(queue, Tensor.Create("x", [1f], 1, 1), cancellationToken: cancellation.Token);
        var after = Add(queue, 2);

        await cancellation.CancelAsync();
        _open.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Task.WhenAll(running, after);
        Assert.Equal(2, session.RunShapes.Length);
    }

    [Fact]
    public async Task TryAdd_WithBatchDelay_WaitsForCompanyAndNoLonger()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 8, delay: TimeSpan.FromMilliseconds(5));
        var first = Add(queue, 1);
        var second = Add(queue, 2);
        Assert.False(first.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(5));

        await Task.WhenAll(first, second);
        Assert.Equal([[2L, 1L]], session.RunShapes);
    }

    [Fact]
    public async Task TryAdd_WithBatchDelayAndFullBatch_StartsAtOnce()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 2, delay: TimeSpan.FromHours(1));

        await Task.WhenAll(Add(queue, 1), Add(queue, 2));

        Assert.Equal([[2L, 1L]], session.RunShapes);
    }

    [Fact]
    public async Task RunNext_EngineFails_FailsEveryMemberWithTheEnginesError()
    {
        var session = new ScriptedSession(
            [new TensorMetadata { Name = "x", Type = TensorType.Float32, Shape = [-1, 1] }],
            [new ModelOutput(new TensorMetadata { Name = "y", Type = TensorType.Float32, Shape = [-1, 1] }, PerRow: true)],
            _ => throw new OrleansMLException(ErrorCode.InvalidRequest, "no such index"));
        var queue = CreateQueue(session, maximumRows: 4);

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => Add(queue, 1));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal("no such index", error.Message);
        Assert.Equal(1, queue.Failed);
        Assert.Equal(0, queue.Answered);
    }

    [Fact]
    public async Task RunNext_OneOfSeveralFails_OthersAreAnswered()
    {
        var session = ScriptedSession.ElementWise(
            value =>
            {
                _open.Wait();
                return value < 0 ? throw new OrleansMLException(ErrorCode.InvalidRequest, $"no index {value}") : 2 * value;
            },
            -1, 1);
        var queue = CreateQueue(session, maximumRows: 8);
        _open.Reset();
        var first = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy with the first request");
        var (second, bad, third) = (Add(queue, 2), Add(queue, 3, -4), Add(queue, 5));
        _open.Set();

        Assert.Equal<float>([2f], Values(await first));
        Assert.Equal<float>([4f], Values(await second));
        Assert.Equal<float>([10f], Values(await third));
        Assert.Equal("no index -4", (await Assert.ThrowsAsync<OrleansMLException>(() => bad)).Message);
        Assert.Equal([[1L, 1L], [4L, 1L], [1L, 1L], [2L, 1L], [1L, 1L]], session.RunShapes);
        Assert.Equal((3, 1), (queue.Answered, queue.Failed));
        Assert.True(queue.TryCloseIdle());
    }

    [Fact]
    public async Task RunNext_OutputHasOtherRowsThanTheBatch_EachIsComputedAlone()
    {
        // Answers the positive elements only, however many those are.
        var session = new ScriptedSession(
            [new TensorMetadata { Name = "x", Type = TensorType.Float32, Shape = [-1, 1] }],
            [new ModelOutput(new TensorMetadata { Name = "y", Type = TensorType.Float32, Shape = [-1, 1] }, PerRow: true)],
            given =>
            {
                _open.Wait();
                float[] positive = [.. given[0].AsSpan<float>().ToArray().Where(value => value > 0)];
                return [Tensor.Create("y", positive, positive.Length, 1)];
            });
        var queue = CreateQueue(session, maximumRows: 8);
        _open.Reset();
        var first = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy with the first request");
        var (second, third) = (Add(queue, -2, 3), Add(queue, 4));
        _open.Set();

        Assert.Equal<float>([1f], Values(await first));
        Assert.Equal<float>([3f], Values(await second));
        Assert.Equal<float>([4f], Values(await third));
    }

    [Fact]
    public async Task RunNext_TextOutputs_AreCutByRows()
    {
        var session = new ScriptedSession(
            [new TensorMetadata { Name = "x", Type = TensorType.String, Shape = [-1, 2] }],
            [new ModelOutput(new TensorMetadata { Name = "y", Type = TensorType.String, Shape = [-1, 2] }, PerRow: true)],
            given =>
            {
                _open.Wait();
                return [new Tensor("y", TensorType.String, given[0].Shape, given[0].Data)];
            });
        var queue = CreateQueue(session, maximumRows: 8);
        _open.Reset();
        var busy = AddTensor(queue, Tensor.Create("x", ["", ""], 1, 2));
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy");
        var first = AddTensor(queue, Tensor.Create("x", ["a", "ü"], 1, 2));
        var second = AddTensor(queue, Tensor.Create("x", ["", "long text", "x", "yz"], 2, 2));
        _open.Set();
        await busy;

        Assert.Equal(["a", "ü"], (await first).Outputs[0].ToStrings());
        Assert.Equal(["", "long text", "x", "yz"], (await second).Outputs[0].ToStrings());
    }

    [Fact]
    public async Task RunNext_OutputsAskedForInAnotherOrder_AnswersInThatOrder()
    {
        var session = new ScriptedSession(
            [new TensorMetadata { Name = "x", Type = TensorType.Float32, Shape = [-1, 1] }],
            [
                new ModelOutput(new TensorMetadata { Name = "a", Type = TensorType.Float32, Shape = [-1, 1] }, PerRow: true),
                new ModelOutput(new TensorMetadata { Name = "b", Type = TensorType.Float32, Shape = [-1, 1] }, PerRow: true),
            ],
            given => [new Tensor("a", TensorType.Float32, given[0].Shape, given[0].Data), new Tensor("b", TensorType.Float32, given[0].Shape, given[0].Data)]);
        var queue = CreateQueue(session, maximumRows: 1);
        var pending = new PendingPrediction(
            new CheckedRequest([Tensor.Create("x", [1f], 1, 1)], 1, [true, true]), ["b", "a"], _time.GetTimestamp(), TimeSpan.FromSeconds(1));

        queue.TryAdd(pending);

        Assert.Equal(["b", "a"], (await pending.Task).Outputs.Select(output => output.Name));
    }

    [Fact]
    public void TryCloseIdle_NothingWaits_RefusesLaterRequests()
    {
        var queue = CreateQueue(Gated(), maximumRows: 1);

        Assert.True(queue.TryCloseIdle());

        var pending = new PendingPrediction(new CheckedRequest([Tensor.Create("x", [1f], 1, 1)], 1, null), null, 0, TimeSpan.FromSeconds(1));
        Assert.False(queue.TryAdd(pending));
        Assert.False(queue.TryCloseIdle());
    }

    [Fact]
    public async Task TryCloseIdle_DeviceIsBusy_StaysOpen()
    {
        var session = Gated();
        var queue = CreateQueue(session, maximumRows: 1);
        _open.Reset();
        var running = Add(queue, 1);
        await Eventually.HoldsAsync(() => session.RunShapes.Length == 1, "the device is busy");

        Assert.False(queue.TryCloseIdle());

        _open.Set();
        await running;
    }

    private ScriptedSession Gated(params long[] shape)
    {
        return ScriptedSession.ElementWise(Compute, shape.Length == 0 ? [-1, 1] : shape);

        float Compute(float value)
        {
            _open.Wait();
            return 2 * value;
        }
    }

    private ModelQueue CreateQueue(ScriptedSession session, int maximumRows, int capacity = 100, TimeSpan delay = default)
    {
        var description = new ModelDescription
        {
            Platform = "test",
            Inputs = [.. session.Inputs],
            Outputs = [.. session.Outputs.Select(output => output.Metadata)],
            Pool = "cpu",
            Replicas = 1,
            MaximumBatchRows = maximumRows,
            MaximumBatchDelay = delay,
            EstimatedBytes = 0,
        };
        var queue = new ModelQueue(Id, session, description, capacity, _devices, _time);
        _devices.Add(queue);
        return queue;
    }

    private Task<PredictReply> Add(ModelQueue queue, params float[] rows) => AddTensor(queue, Tensor.Create("x", rows, rows.Length, 1));

    private Task<PredictReply> AddTensor(ModelQueue queue, Tensor tensor, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var request = new CheckedRequest([tensor], (int)tensor.Shape[0], Wanted: null);
        var pending = new PendingPrediction(request, null, _time.GetTimestamp(), timeout ?? TimeSpan.FromSeconds(10));
        pending.CancelWith(cancellationToken);
        Assert.True(queue.TryAdd(pending));
        return pending.Task;
    }

    private static IEnumerable<float> Values(PredictReply reply) => reply.Outputs[0].AsSpan<float>().ToArray();
}
