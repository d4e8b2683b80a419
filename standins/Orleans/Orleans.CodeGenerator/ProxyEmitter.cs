namespace Orleans.CodeGenerator;

/// <summary>Writes the proxy of a grain interface.</summary>
internal static class ProxyEmitter
{
    public static string ProxyName(InterfaceModel contract) => $"Proxy_{contract.Shape.HintName}";

    public static string Emit(InterfaceModel contract, string ns)
    {
        var source = new Source();
        source.Open($"namespace {ns}");
        source.Line("[global::System.CodeDom.Compiler.GeneratedCode(\"Orleans.CodeGenerator\", \"1.0\")]");
        source.Open($"internal sealed class {ProxyName(contract)}{contract.Shape.Parameters} : global::Orleans.Runtime.GrainReference, "
            + $"{contract.Shape.Name}{contract.Shape.Constraints}");
        source.Line($"public {ProxyName(contract)}(global::Orleans.Runtime.GrainReferenceShared shared, global::Orleans.Runtime.IdSpan "
            + $"key) : base(shared, key) {{ }}");
        source.Line($"public override string InterfaceName => {Source.Literal(contract.Display)};");
        foreach (var method in contract.Methods) EmitMethod(source, contract, method);
        source.Close();
        foreach (var method in contract.Methods.Where(static method => method.ForwardArguments is null))
        {
            InvokableEmitter.Emit(source, contract, method);
        }
        source.Close();
        return source.ToString();
    }

    private static void EmitMethod(Source source, InterfaceModel contract, MethodModel method)
    {
        var returnType = method.Return == ReturnKind.Void ? "void" : method.ReturnType;
        var parameters = string.Join(", ", method.Parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}"));
        var typeParameters = method.TypeParameters.Length == 0 ? string.Empty : $"<{method.TypeParameters}>";
        source.Open($"{returnType} {method.Declaring}.@{method.Name}{typeParameters}({parameters})");
        if (method.ForwardArguments is { } arguments)
        {
            var keyword = method.Return == ReturnKind.Void ? string.Empty : "return ";
            source.Line($"{keyword}(({method.Declaring})this).@{method.Name}{typeParameters}({arguments});");
            source.Close();
            return;
        }

        source.Line($"var request__ = new "
            + $"{InvokableEmitter.ClassName(contract, method)}{InvokableEmitter.TypeParameters(contract, method)}();");
        for (var i = 0; i < method.Parameters.Count; i++) source.Line($"request__.arg{i} = {method.Parameters[i].Name};");
        source.Line(method.Return switch
        {
            ReturnKind.Void => "Invoke(request__);",
            ReturnKind.Task => "return InvokeAsync(request__).AsTask();",
            ReturnKind.TaskOfResult => $"return InvokeAsync<{method.Result}>(request__).AsTask();",
            ReturnKind.ValueTask => "return InvokeAsync(request__);",
            ReturnKind.ValueTaskOfResult => $"return InvokeAsync<{method.Result}>(request__);",
            _ => "return request__.InitializeRequest(this);",
        });
        source.Close();
    }
}
