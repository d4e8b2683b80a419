using System.Runtime.CompilerServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>An operator of libtorch, looked up in its dispatcher by name when it is first called.</summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int MostResults = 8;

    private nint _function;

    /// <summary>Calls an operator with one tensor as its result.</summary>
    public torch.Tensor Single(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return new torch.Tensor((nint)result.Bits);
    }

    /// <summary>Calls an operator that changes its first argument, and returns that.</summary>
    public torch.Tensor InPlace(params ReadOnlySpan<Value> arguments) => Into((torch.Tensor)arguments[0].Owner!, arguments);

    /// <summary>Calls an operator that writes its result to its last argument, and returns that.</summary>
    public torch.Tensor Out(params ReadOnlySpan<Value> arguments) => Into((torch.Tensor)arguments[^1].Owner!, arguments);

    /// <summary>Calls an operator with two tensors as its results.</summary>
    public (torch.Tensor First, torch.Tensor Second) Pair(params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[2];
        Invoke(arguments, results, 2);
        return (new torch.Tensor((nint)results[0].Bits), new torch.Tensor((nint)results[1].Bits));
    }

    /// <summary>Calls an operator with three tensors as its results.</summary>
    public (torch.Tensor First, torch.Tensor Second, torch.Tensor Third) Triple(params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[3];
        Invoke(arguments, results, 3);
        return (new torch.Tensor((nint)results[0].Bits), new torch.Tensor((nint)results[1].Bits), new torch.Tensor((nint)results[2].Bits));
    }

    /// <summary>Calls an operator with a list of tensors as its result.</summary>
    public torch.Tensor[] List(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        try
        {
            return Array.ConvertAll(new ReadOnlySpan<nint>((void*)result.Bits, result.Length).ToArray(), handle => new torch.Tensor(handle));
        }
        finally
        {
            Shim.Free((nint)result.Bits);
        }
    }

    /// <summary>Calls an operator with a truth value as its result.</summary>
    public bool Bool(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return result.Bits != 0;
    }

    /// <summary>Calls an operator with a whole number as its result.</summary>
    public long Int(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return result.Bits;
    }

    /// <summary>Calls an operator with a number as its result.</summary>
    public NativeValue Number(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return result;
    }

    // Results that only repeat an argument are given back at once; most operators have one.
    private torch.Tensor Into(torch.Tensor changed, ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        var count = Invoke(arguments, results, MostResults);
        for (var index = 0; index < count; index++)
        {
            if (results[index] is { Tag: ValueTag.Tensor, Bits: not 0 } result)
                Shim.Release((nint)result.Bits);
        }

        return changed;
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Value> arguments, NativeValue* results, int capacity)
    {
        if (_function == 0)
            _function = Shim.Check(Shim.FindOperator("aten::" + name, overload));

        var size = SizeOfLists(arguments);
        var lists = stackalloc byte[size];
        var native = stackalloc NativeValue[arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
            lists += Lay(arguments[index], ref native[index], lists);

        var count = Shim.Check(Shim.Call(_function, native, arguments.Length, results, capacity));
        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Owner);
        return count;
    }

    // Lists are short: shapes, axes, the parts of a concatenation. Longer ones would belong on the heap.
    private int SizeOfLists(ReadOnlySpan<Value> arguments)
    {
        var size = 0;
        foreach (ref readonly var argument in arguments)
        {
            size += argument.Owner switch
            {
                long[] list => list.Length * sizeof(long),
                double[] list => list.Length * sizeof(double),
                torch.Tensor?[] list => list.Length * sizeof(nint),
                bool[] list => Aligned(list.Length),
                string text => Aligned(Encoding.UTF8.GetMaxByteCount(text.Length)),
                _ => 0,
            };
        }

        const int MostBytes = 256 * 1024;
        return size <= MostBytes ? size : throw new ArgumentException($"{name}: the lists among the arguments take {size} bytes; the limit is {MostBytes}");
    }

    // Writes a list behind the others and returns how much room it takes.
    private static int Lay(in Value argument, ref NativeValue native, byte* free)
    {
        native = new NativeValue { Bits = argument.Bits, Tag = argument.Tag };
        switch (argument.Owner)
        {
            case long[] list:
                list.CopyTo(new Span<long>(free, list.Length));
                return Refer(ref native, free, list.Length, list.Length * sizeof(long));
            case double[] list:
                list.CopyTo(new Span<double>(free, list.Length));
                return Refer(ref native, free, list.Length, list.Length * sizeof(double));
            case bool[] list:
                list.CopyTo(new Span<bool>(free, list.Length));
                return Refer(ref native, free, list.Length, Aligned(list.Length));
            case torch.Tensor?[] list:
                for (var index = 0; index < list.Length; index++)
                    ((nint*)free)[index] = list[index]?.Handle ?? 0;
                return Refer(ref native, free, list.Length, list.Length * sizeof(nint));
            case string text:
                var length = Encoding.UTF8.GetBytes(text, new Span<byte>(free, Encoding.UTF8.GetMaxByteCount(text.Length)));
                return Refer(ref native, free, length, Aligned(length));
            default:
                return 0;
        }
    }

    private static int Refer(ref NativeValue native, byte* list, int length, int size)
    {
        native.Bits = (long)list;
        native.Length = length;
        return size;
    }

    private static int Aligned(int size) => (size + 7) & ~7;
}
