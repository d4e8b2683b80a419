using System.Reflection;
using StackExchange.Redis;

namespace OrleansML.Conformance.Redis;

/// <summary>
/// A connection that delivers every script twice and gives the second answer, as a client would that sends a command again because it did
/// not hear of the first answer.
/// </summary>
public class TwiceDelivering : DispatchProxy
{
    private object? _target;

    public static IConnectionMultiplexer Wrap(IConnectionMultiplexer multiplexer) => Wrap<IConnectionMultiplexer>(multiplexer);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.Invoke(_target, args);
        return (targetMethod.Name, result) switch
        {
            (nameof(IConnectionMultiplexer.GetDatabase), IDatabase database) => Wrap(database),
            (nameof(IDatabase.ScriptEvaluateAsync), Task<RedisResult> first) =>
                RepeatAsync(first, () => (Task<RedisResult>)targetMethod.Invoke(_target, args)!),
            _ => result,
        };
    }

    private static T Wrap<T>(T target)
        where T : class
    {
        var proxy = Create<T, TwiceDelivering>();
        ((TwiceDelivering)(object)proxy)._target = target;
        return proxy;
    }

    private static async Task<RedisResult> RepeatAsync(Task<RedisResult> first, Func<Task<RedisResult>> repeat)
    {
        await first;
        return await repeat();
    }
}
