-- Shows SHIP frames in Wireshark: what "shiphub trace SKI --format pcapng" writes.
--
-- Copy it into Wireshark's folder for personal Lua plugins (Help, About, Folders), or:
--   wireshark -X lua_script:shiphub.lua trace.pcapng
--   shiphub trace SKI --follow --format pcapng | wireshark -X lua_script:shiphub.lua -k -i -
--
-- A packet of link type 147 (user 0) has a head of 32 octets (version, direction, form, role, connection, SKI), and
-- then the payload of the WebSocket frame.

local ship = Proto("ship", "Smart Home IP (EEBUS)")

local HEAD = 32
local directions = { [0] = "in", [1] = "out" }
local forms = { [0] = "message", [1] = "ping", [2] = "pong", [3] = "close" }
local roles = { [0] = "client", [1] = "server" }
local types = { [0] = "init", [1] = "control", [2] = "data", [3] = "end" }

local field = {
  direction = ProtoField.uint8("ship.direction", "Direction", base.DEC, directions),
  form = ProtoField.uint8("ship.form", "WebSocket frame", base.DEC, forms),
  role = ProtoField.uint8("ship.role", "Role of the hub", base.DEC, roles),
  connection = ProtoField.uint64("ship.connection", "Connection"),
  ski = ProtoField.bytes("ship.ski", "SKI of the device", base.NONE),
  type = ProtoField.uint8("ship.type", "Message type", base.DEC, types),
  message = ProtoField.string("ship.message", "Message"),
  mode = ProtoField.uint8("ship.mode", "Connection mode"),
  classifier = ProtoField.string("ship.spine.classifier", "SPINE classifier"),
  func = ProtoField.string("ship.spine.function", "SPINE function"),
  code = ProtoField.uint16("ship.close.code", "Close code"),
  phrase = ProtoField.string("ship.close.phrase", "Close phrase"),
}
for _, one in pairs(field) do
  ship.fields[#ship.fields + 1] = one
end

local unreadable = ProtoExpert.new("ship.unreadable", "No SHIP message", expert.group.MALFORMED, expert.severity.ERROR)
ship.experts = { unreadable }

local json = Dissector.get("json")

-- The value without the zeros that some devices append.
local function trimmed(value)
  local length = value:len()
  while length > 0 and value(length - 1, 1):uint() == 0 do
    length = length - 1
  end
  return length > 0 and value(0, length) or nil
end

-- What a JSON message is: its name, and of data what SPINE says.
local function named(value, tree)
  local text = value:string()
  local name = text:match('^%s*{%s*"([^"]+)"')
  if not name then
    tree:add_proto_expert_info(unreadable)
    return "unreadable"
  end
  tree:add(field.message, value, name)
  local classifier = text:match('"cmdClassifier"%s*:%s*"(%w+)"')
  local func = text:match('"cmd"%s*:.-"(%w+)"%s*:%s*[%[{]')
  if classifier then
    tree:add(field.classifier, value, classifier)
  end
  if func then
    tree:add(field.func, value, func)
  end
  return table.concat({ name, classifier, func }, " ")
end

local function message(payload, isCut, pinfo, tree)
  if payload:len() < 2 then
    tree:add_proto_expert_info(unreadable)
    return "unreadable"
  end
  local kind = payload(0, 1):uint()
  tree:add(field.type, payload(0, 1))
  if kind == 0 then
    tree:add(field.message, payload(1), "CMI")
    tree:add(field.mode, payload(1, 1))
    return "CMI"
  end
  local value = types[kind] and trimmed(payload(1))
  if not value then
    tree:add_proto_expert_info(unreadable)
    return "unreadable"
  end
  local name = named(value, tree)
  if not isCut then
    json:call(value:tvb(), pinfo, tree)
  end
  return name
end

local function close(payload, tree)
  local code = payload(0, 2)
  tree:add(field.code, code)
  local words = "close " .. code:uint()
  if payload:len() > 2 then
    tree:add(field.phrase, payload(2))
    words = words .. " " .. payload(2):string()
  end
  return words
end

function ship.dissector(tvb, pinfo, root)
  if tvb:len() < HEAD or tvb(0, 1):uint() ~= 1 then
    return 0
  end
  local tree = root:add(ship, tvb())
  local direction, form = tvb(1, 1):uint(), tvb(2, 1):uint()
  tree:add(field.direction, tvb(1, 1))
  tree:add(field.form, tvb(2, 1))
  tree:add(field.role, tvb(3, 1))
  tree:add(field.connection, tvb(4, 8))
  tree:add(field.ski, tvb(12, 20))
  local words = forms[form] or "unknown"
  if tvb:len() > HEAD then
    local payload = tvb(HEAD)
    if form == 0 then
      words = message(payload, tvb:reported_len() > tvb:len(), pinfo, tree)
    elseif form == 3 and payload:len() >= 2 then
      words = close(payload, tree)
    end
  end
  -- After the JSON dissector, which puts itself there.
  local device = tvb(12, 4):bytes():tohex(true)
  pinfo.cols.protocol = "SHIP"
  pinfo.cols.src = direction == 1 and "hub" or device
  pinfo.cols.dst = direction == 1 and device or "hub"
  pinfo.cols.info = "c" .. tostring(tvb(4, 8):uint64()) .. " " .. words
  return tvb:len()
end

DissectorTable.get("wtap_encap"):add(wtap.USER0, ship)
