namespace OrleansML.Conformance.Enumeration;

/// <summary>Replies that are streamed: order, batches, errors, cancellation.</summary>
[Collection(SiloTests.Name)]
public sealed class EnumerationTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo, 0)]
    [InlineData(Caller.Silo, 250)]
    [InlineData(Caller.Client, 0)]
    [InlineData(Caller.Client, 1)]
    [InlineData(Caller.Client, 250)]
    public async Task Enumerate_NumbersReadyAtOnce_GivesAllInOrder(Caller caller, int count) =>
        Assert.Equal(Enumerable.Range(0, count), await ToListAsync(Grain(caller, $"ready-{caller}-{count}").Count(count)));

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Enumerate_NumbersReadyLater_GivesAllInOrder(Caller caller) =>
        Assert.Equal(Enumerable.Range(0, 250), await ToListAsync(Grain(caller, $"later-{caller}").CountAsync(250)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Enumerate_WithBatchSize_GivesAllInOrder(int batchSize) =>
        Assert.Equal(Enumerable.Range(0, 250), await ToListAsync(Grain(Caller.Client, $"batch-{batchSize}").Count(250).WithBatchSize(batchSize)));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Enumerate_ConsumerStopsReading_ProducerRunsAtMostTwoBatchesAhead(int batchSize)
    {
        var key = $"backpressure-{batchSize}";
        await using var numbers = Grain(Caller.Client, key).Count(1000).WithBatchSize(batchSize).GetAsyncEnumerator();

        Assert.True(await Wait.ForAsync(numbers.MoveNextAsync().AsTask()));

        var given = (await Grain(Caller.Client, key).GetJournal()).Length;
        Assert.InRange(given, 1, 2 * batchSize);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Enumerate_ConsumerLeavesEarly_EndsTheIterator(Caller caller)
    {
        var key = $"early-{caller}";
        await foreach (var number in Grain(caller, key).Count(1000).WithBatchSize(5))
        {
            if (number == 2)
            {
                break;
            }
        }

        await Journal.UntilAsync(key, "end");
        Assert.InRange(Journal.Read(key).Length, 4, 12);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Enumerate_IteratorThrows_GivesTheNumbersAndThenTheException(Caller caller)
    {
        var received = new List<int>();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var number in Grain(caller, $"throw-{caller}").CountThenThrow(3).WithBatchSize(1))
            {
                received.Add(number);
            }
        });

        Assert.Equal("failed after 3", exception.Message);
        Assert.Equal([0, 1, 2], received);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Enumerate_IteratorWaits_OtherCallsInterleave(Caller caller)
    {
        var key = $"interleave-{caller}";
        var grain = Grain(caller, key);
        await using var numbers = grain.PassGate().GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(numbers.MoveNextAsync().AsTask()));
        var next = numbers.MoveNextAsync().AsTask();
        await Journal.UntilAsync(key, "waiting");

        Assert.Equal(["waiting"], await Wait.ForAsync(grain.GetJournal()));

        Gate.Open(key);
        Assert.True(await Wait.ForAsync(next));
        Assert.Equal(1, numbers.Current);
        Assert.False(await Wait.ForAsync(numbers.MoveNextAsync().AsTask()));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Enumerate_TokenIsCancelled_CancelsIteratorAndConsumer(Caller caller)
    {
        var key = $"cancel-sequence-{caller}";
        using var source = new CancellationTokenSource();
        await using var numbers = Grain(caller, key).WaitForCancellation(source.Token).GetAsyncEnumerator(source.Token);
        Assert.True(await Wait.ForAsync(numbers.MoveNextAsync().AsTask()));
        var next = numbers.MoveNextAsync().AsTask();
        await Journal.UntilAsync(key, "waiting");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(next));
        await Journal.UntilAsync(key, "cancelled");
    }

    [Fact]
    public async Task Enumerate_TwoAtOnce_AreIndependent()
    {
        var grain = Grain(Caller.Client, "two-at-once");
        var first = ToListAsync(grain.CountAsync(100).WithBatchSize(3));
        var second = ToListAsync(grain.CountAsync(50).WithBatchSize(5));

        Assert.Equal(Enumerable.Range(0, 100), await Wait.ForAsync(first));
        Assert.Equal(Enumerable.Range(0, 50), await Wait.ForAsync(second));
    }

    [Fact]
    public async Task Enumerate_SameReplyTwice_StartsAgain()
    {
        var numbers = Grain(Caller.Client, "twice").Count(3);

        Assert.Equal([0, 1, 2], await ToListAsync(numbers));
        Assert.Equal([0, 1, 2], await ToListAsync(numbers));
    }

    [Fact]
    public async Task Enumerate_GrainDeactivatesMeanwhile_IsAborted()
    {
        const string Key = "deactivated-sequence";
        var grain = Grain(Caller.Client, Key);
        await using var numbers = grain.Count(1000).WithBatchSize(1).GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(numbers.MoveNextAsync().AsTask()));

        await grain.Deactivate();
        await Journal.UntilAsync(Key, "end");

        await Assert.ThrowsAsync<EnumerationAbortedException>(async () =>
        {
            while (await Wait.ForAsync(numbers.MoveNextAsync().AsTask()))
            {
                Assert.InRange(numbers.Current, 1, 2);
            }
        });
    }

    [Fact]
    public async Task Enumerate_InTheSilo_CopiesWhatIsGiven() =>
        Assert.Equal([1, 2, 3], (await ToListAsync(Grain(Caller.Silo, "arrays").GiveArrays())).Select(array => array[0]));

    private ISequenceGrain Grain(Caller caller, string key) => fixture.From(caller).GetGrain<ISequenceGrain>(key);

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> sequence)
    {
        var list = new List<T>();
        await foreach (var item in sequence)
        {
            list.Add(item);
        }

        return list;
    }
}
