using System.Collections.Concurrent;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

public sealed class LifetimeTests
{
    [TorchFact]
    public void Scope_Disposed_DisposesWhatWasMadeInIt()
    {
        Tensor inner, kept, detached;
        using (var scope = NewDisposeScope())
        {
            inner = ones(2);
            using (NewDisposeScope())
            {
                kept = ones(3).MoveToOuterDisposeScope();
                detached = ones(4).DetachFromDisposeScope();
            }

            Assert.False(kept.IsInvalid);
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(kept));
        }

        Assert.True(inner.IsInvalid);
        Assert.True(kept.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [TorchFact]
    public void Scope_DisposeEverythingBut_KeepsOne()
    {
        using var scope = NewDisposeScope();
        Tensor first = ones(1), second = ones(1);
        scope.DisposeEverythingBut(second);
        Assert.True(first.IsInvalid);
        Assert.False(second.IsInvalid);
    }

    [TorchFact]
    public void Scope_Attached_TakesTensorsFromOutside()
    {
        var tensor = ones(1);
        using (var scope = NewDisposeScope())
            scope.Attach(tensor);
        Assert.True(tensor.IsInvalid);
    }

    [TorchFact]
    public void Scope_AfterDisposal_Throws()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        Assert.Throws<ObjectDisposedException>(() => scope.DisposeEverything());
    }

    [TorchFact]
    public void Statistics_OfThread_CountItsTensors()
    {
        OnOwnThread(() =>
        {
            var outside = ones(1);
            using (NewDisposeScope())
                _ = ones(2);
            using (NewDisposeScope())
                outside = ones(3).DetachFromDisposeScope();
            var statistics = DisposeScopeManager.Statistics;
            Assert.Equal(1, statistics.CreatedOutsideScopeCount);
            Assert.Equal(2, statistics.CreatedInScopeCount);
            Assert.Equal(1, statistics.DisposedInScopeCount);
            Assert.Equal(1, statistics.DetachedFromScopeCount);
            Assert.Equal(2, statistics.ThreadTotalLiveCount);
            outside.Dispose();
            Assert.Equal(1, statistics.ThreadTotalLiveCount);
        });
    }

    [TorchFact]
    public void Scopes_OfThreads_DoNotMeet()
    {
        using var barrier = new Barrier(4);
        OnThreads([.. Enumerable.Range(0, 4).Select(number => (Action)(() =>
        {
            for (var round = 0; round < 200; round++)
            {
                using var scope = NewDisposeScope();
                Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30)));
                using var gradients = number % 2 == 0 ? no_grad() : enable_grad();
                var x = torch.tensor((double)number, requires_grad: true);
                var y = (x * x) + number;
                Assert.Equal(number % 2 != 0, y.requires_grad);
                Assert.Equal((number * number) + number, y.item<double>());
                Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30)));
                Assert.Equal(3, scope.DisposablesCount);
            }

            Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }))]);
    }

    [TorchFact]
    public void Disposed_Used_Throws()
    {
        var tensor = ones(1);
        tensor.Dispose();
        tensor.Dispose();
        Assert.True(tensor.IsInvalid);
        var error = Assert.Throws<InvalidOperationException>(() => tensor + 1);
        Assert.Equal("Tensor invalid -- empty handle.", error.Message);
        Assert.Throws<InvalidOperationException>(() => tensor.shape);
    }

    [TorchFact]
    public void Training_TenThousandSteps_LeavesTheCountOfTensorsFlat()
    {
        OnOwnThread(() =>
        {
            set_num_threads(1);
            using var model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1));
            using var optimizer = optim.Adam(model.parameters(), 0.01);
            using var x = randn(16, 4);
            using var y = randn(16, 1);
            Step(model, optimizer, x, y);
            var managed = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            var total = Tensor.TotalCount;
            var native = StandIn.LiveTensors;

            for (var step = 0; step < 10_000; step++)
                Step(model, optimizer, x, y);

            Assert.Equal(managed, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            Assert.True(Tensor.TotalCount <= total, $"{total} tensors before, {Tensor.TotalCount} after");
            Assert.True(StandIn.LiveTensors <= native, $"{native} native tensors before, {StandIn.LiveTensors} after");
        });
    }

    // With the reference BLAS training is 7 times slower, and nothing else tells.
    [StandInFact]
    public void Blas_InUse_IsOpenBlas() => Assert.Contains("BLAS in use: OpenBLAS", StandIn.Configuration);

    [TorchFact]
    public void Forgotten_Tensors_AreReleasedByTheirFinalizers()
    {
        var before = Tensor.TotalCount;
        Forget();
        for (var round = 0; round < 100 && Tensor.TotalCount > before; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(Tensor.TotalCount <= before);
    }

    private static void Forget()
    {
        for (var round = 0; round < 100; round++)
            _ = ones(100);
    }

    private static void Step(Sequential model, OptimizerHelper optimizer, Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        nn.functional.mse_loss(model.call(x), y).backward();
        optimizer.step();
    }

    // Counts are per thread, and those of the test runner's threads are not zero.
    private static void OnOwnThread(Action body) => OnThreads([body]);

    private static void OnThreads(IReadOnlyList<Action> bodies)
    {
        var errors = new ConcurrentQueue<Exception>();
        var threads = bodies.Select(body => new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception error)
            {
                errors.Enqueue(error);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(errors);
    }
}
