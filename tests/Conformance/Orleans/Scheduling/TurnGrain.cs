namespace OrleansML.Conformance.Scheduling;

[Reentrant]
public sealed class TurnGrain : Grain, ITurnGrain
{
    private int _counter;
    private int _turnsAtOnce;
    private int _mostTurnsAtOnce;

    public async Task Count(int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            var turnsAtOnce = Interlocked.Increment(ref _turnsAtOnce);
            _mostTurnsAtOnce = Math.Max(_mostTurnsAtOnce, turnsAtOnce);
            _counter++;
            Interlocked.Decrement(ref _turnsAtOnce);
            await Task.Yield();
        }
    }

    public Task<(int Counter, int MostTurnsAtOnce)> GetCounts() => Task.FromResult((_counter, _mostTurnsAtOnce));

    public async Task<string[]> FindAwaitsThatLeaveTheTurn()
    {
        var scheduler = TaskScheduler.Current;
        var leaving = new List<string>();
        void Check(string kind)
        {
            if (TaskScheduler.Current != scheduler || scheduler == TaskScheduler.Default)
            {
                leaving.Add(kind);
            }
        }

        Check("start");
        await Task.Yield();
        Check("yield");
        await Task.Run(static () => { });
        Check("thread pool");
        await Task.Delay(1);
        Check("timer");
        await GrainFactory.GetGrain<ITurnGrain>("called by a turn").GetCounts();
        Check("grain call");
        var source = new TaskCompletionSource();
        var completer = new Thread(source.SetResult);
        completer.Start();
        await source.Task;
        Check("foreign thread");
        return [.. leaving];
    }

    public async Task<bool> IsTaskRunOffTheScheduler()
    {
        var scheduler = TaskScheduler.Current;
        return await Task.Run(() => TaskScheduler.Current != scheduler);
    }

    public async Task<bool> IsStartNewOnTheScheduler()
    {
        var scheduler = TaskScheduler.Current;
        var ranInline = true;
        var task = Task.Factory.StartNew(() => TaskScheduler.Current == scheduler && !ranInline);
        ranInline = false;
        return await task;
    }
}
