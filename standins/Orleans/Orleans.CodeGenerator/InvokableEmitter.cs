using System.Globalization;

namespace Orleans.CodeGenerator;

/// <summary>Writes the request class of a grain method and its codec.</summary>
internal static class InvokableEmitter
{
    private const string Generated = "global::OrleansStandIn.Generated";

    public static string ClassName(InterfaceModel contract, MethodModel method)
        => $"Invokable_{contract.Shape.HintName}_{method.ClassName}";

    public static string TypeParameters(InterfaceModel contract, MethodModel method)
    {
        var parameters = contract.Shape.Parameters.Trim('<', '>');
        if (method.TypeParameters.Length > 0)
        {
            parameters = parameters.Length > 0 ? $"{parameters}, {method.TypeParameters}" : method.TypeParameters;
        }
        return parameters.Length > 0 ? $"<{parameters}>" : string.Empty;
    }

    public static string OpenParameters(InterfaceModel contract, MethodModel method)
    {
        var parameters = TypeParameters(contract, method);
        return parameters.Length == 0 ? string.Empty : $"<{new string(',', parameters.Count(static character => character == ','))}>";
    }

    public static void Emit(Source source, InterfaceModel contract, MethodModel method)
    {
        var parameters = TypeParameters(contract, method);
        var name = ClassName(contract, method);
        var constraints = contract.Shape.Constraints + method.Constraints;
        source.Line("[global::System.CodeDom.Compiler.GeneratedCode(\"Orleans.CodeGenerator\", \"1.0\")]");
        source.Open($"internal sealed class {name}{parameters} : {BaseClass(method)}, {Generated}.IGeneratedInvokable{constraints}");
        source.Line($"private static global::System.Reflection.MethodInfo s_method;");
        source.Line($"private {method.Declaring} _target;");
        if (method.CancellationToken >= 0) source.Line("private global::System.Threading.CancellationTokenSource _cancellation;");
        for (var i = 0; i < method.Parameters.Count; i++) source.Line($"public {method.Parameters[i].Type} arg{i};");
        if (method.Options.Length > 0) source.Line($"public {name}() => Options = {method.Options};");
        EmitNames(source, contract, method);
        EmitTarget(source, contract, method);
        EmitArguments(source, method);
        EmitCancellation(source, method);
        source.Close();
        EmitCodec(source, method, name, parameters, constraints);
    }

    private static string BaseClass(MethodModel method) => method.Return switch
    {
        ReturnKind.Task => "global::Orleans.Runtime.TaskRequest",
        ReturnKind.TaskOfResult => $"global::Orleans.Runtime.TaskRequest<{method.Result}>",
        ReturnKind.ValueTask => "global::Orleans.Runtime.Request",
        ReturnKind.ValueTaskOfResult => $"global::Orleans.Runtime.Request<{method.Result}>",
        ReturnKind.AsyncEnumerable => $"global::Orleans.Runtime.AsyncEnumerableRequest<{method.Result}>",
        _ => "global::Orleans.Runtime.VoidRequest",
    };

    private static void EmitNames(Source source, InterfaceModel contract, MethodModel method)
    {
        source.Line($"public override string GetMethodName() => {Source.Literal(method.Name)};");
        source.Line($"public override string GetInterfaceName() => {Source.Literal(method.DeclaringDisplay)};");
        source.Line($"public override string GetActivityName() => {Source.Literal($"{method.DeclaringShortName}/{method.Name}")};");
        source.Line($"public override global::System.Type GetInterfaceType() => typeof({method.Declaring});");
        var typeArguments = method.TypeParameters.Length == 0 ? "null"
            : $"new global::System.Type[] {{ "
                + $"{string.Join(", ", method.TypeParameters.Split(',').Select(static parameter => $"typeof({parameter.Trim()})"))} }}";
        var types = string.Join(", ", method.Parameters.Select(static parameter => $"typeof({parameter.Type})"));
        source.Line($"public override global::System.Reflection.MethodInfo GetMethod() => s_method ??= "
            + $"{Generated}.InterfaceMethods.Find(typeof({method.Declaring}), {Source.Literal(method.Name)}, {typeArguments}, new "
            + $"global::System.Type[] {{ {types} }});");
        if (method.Timeout is { } ticks)
        {
            source.Line($"public override global::System.TimeSpan? GetDefaultResponseTimeout() => new global::System.TimeSpan({ticks}L);");
        }
    }

    private static void EmitTarget(Source source, InterfaceModel contract, MethodModel method)
    {
        source.Line("public override object GetTarget() => _target;");
        source.Line($"public override void SetTarget(global::Orleans.Serialization.Invocation.ITargetHolder holder) => _target = "
            + $"({method.Declaring}){(contract.IsExtension ? $"holder.GetComponent(typeof({method.Declaring}))" : "holder.GetTarget()")};");
        var returnType = method.Return switch
        {
            ReturnKind.Void => "void",
            _ => method.ReturnType,
        };
        var arguments = string.Join(
            ", ", method.Parameters.Select((_, i) => i == method.CancellationToken ? "GetTargetCancellationToken()" : $"arg{i}"));
        var typeArguments = method.TypeParameters.Length == 0 ? string.Empty : $"<{method.TypeParameters}>";
        source.Line($"protected override {returnType} InvokeInner() => _target.@{method.Name}{typeArguments}({arguments});");
        source.Open("public override void Dispose()");
        for (var i = 0; i < method.Parameters.Count; i++) source.Line($"arg{i} = default;");
        source.Line("_target = null;");
        source.Close();
    }

    private static void EmitArguments(Source source, MethodModel method)
    {
        var count = method.Parameters.Count;
        if (count > 0)
        {
            source.Line($"public override int GetArgumentCount() => {count.ToString(CultureInfo.InvariantCulture)};");
            source.Open("public override object GetArgument(int index)");
            source.Open("switch (index)");
            for (var i = 0; i < count; i++)
            {
                source.Line($"case {i}: return {(i == method.CancellationToken ? "GetCancellationToken()" : $"arg{i}")};");
            }
            source.Line("default: return base.GetArgument(index);");
            source.Close();
            source.Close();
            source.Open("public override void SetArgument(int index, object value)");
            source.Open("switch (index)");
            for (var i = 0; i < count; i++) source.Line($"case {i}: arg{i} = ({method.Parameters[i].Type})value; break;");
            source.Line("default: base.SetArgument(index, value); break;");
            source.Close();
            source.Close();
        }

        source.Open("public void CopyArguments(global::Orleans.Serialization.Cloning.CopyContext context)");
        for (var i = 0; i < count; i++)
        {
            if (!method.Parameters[i].IsShareable) source.Line($"arg{i} = context.DeepCopy(arg{i});");
        }

        source.Close();
    }

    private static void EmitCancellation(Source source, MethodModel method)
    {
        if (method.CancellationToken < 0) return;
        var argument = $"arg{method.CancellationToken}";
        source.Line("public override bool IsCancellable => true;");
        source.Line($"public override global::System.Threading.CancellationToken GetCancellationToken() => _target is null ? "
            + $"{argument} : GetTargetCancellationToken();");
        source.Open("public override bool TryCancel()");
        source.Line("GetSource().Cancel(false);");
        source.Line("return true;");
        source.Close();
        source.Line("private global::System.Threading.CancellationToken GetTargetCancellationToken() => GetSource().Token;");
        source.Line("private global::System.Threading.CancellationTokenSource GetSource() => "
            + "global::System.Threading.Volatile.Read(ref _cancellation) ?? global::System.Threading.Interlocked.CompareExchange(ref "
            + "_cancellation, new global::System.Threading.CancellationTokenSource(), null) ?? _cancellation;");
    }

    private static void EmitCodec(Source source, MethodModel method, string name, string parameters, string constraints)
    {
        var type = name + parameters;
        var members = method.Parameters.Select(static (parameter, i) => (Parameter: parameter, Index: i)).Where(
            pair => pair.Index != method.CancellationToken).ToArray();
        var isEnumeration = method.Return == ReturnKind.AsyncEnumerable;
        source.Line("[global::System.CodeDom.Compiler.GeneratedCode(\"Orleans.CodeGenerator\", \"1.0\")]");
        source.Open($"internal sealed class Codec_{type} : {Generated}.ClassCodec<{type}>{constraints}");
        source.Line("protected override bool IsTracked => false;");
        foreach (var (parameter, i) in members) source.Line($"private {Generated}.Codec<{parameter.Type}> _m{i};");
        source.Open("public override void Initialize(global::Orleans.Serialization.Serializers.CodecProvider provider)");
        foreach (var (parameter, i) in members) source.Line($"_m{i} = {Generated}.CodecLookup.Get<{parameter.Type}>(provider);");
        source.Close();
        source.Line($"public override {type} Create() => new {type}();");
        source.Open($"public override void WriteFields(ref {Generated}.WireWriter writer, {type} value)");
        var last = 0;
        foreach (var (_, i) in members)
        {
            source.Line($"_m{i}.Write(ref writer, {i - last}u, value.arg{i});");
            last = i;
        }

        if (isEnumeration) source.Line($"writer.WriteVarUInt64({1000 - last}u, (ulong)value.MaxBatchSize);");
        source.Close();
        source.Open($"public override void ReadFields(ref {Generated}.WireReader reader, {type} value)");
        source.Line("uint id = 0;");
        source.Open("while (reader.ReadField(ref id, out var kind))");
        source.Open("switch (id)");
        foreach (var (_, i) in members) source.Line($"case {i}u: value.arg{i} = _m{i}.Read(ref reader, kind); break;");
        if (isEnumeration) source.Line("case 1000u: value.MaxBatchSize = checked((int)reader.ReadUnsigned(kind)); break;");
        source.Line("default: reader.Skip(kind); break;");
        source.Close();
        source.Close();
        source.Close();
        source.Open($"public override void CopyFields({type} from, {type} to, global::Orleans.Serialization.Cloning.CopyContext context)");
        foreach (var (parameter, i) in members)
        {
            source.Line($"to.arg{i} = {(parameter.IsShareable ? $"from.arg{i}" : $"_m{i}.Copy(from.arg{i}, context)")};");
        }
        if (isEnumeration) source.Line("to.MaxBatchSize = from.MaxBatchSize;");
        source.Close();
        source.Close();
    }
}
